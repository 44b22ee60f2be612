-- Imports at full depth.
--
-- A file is kept in packed pieces and read as a stream: a million rows are never in memory at once. A workbook has one part for each of
-- its sheets.
create table customers.import_piece (
  import_id uuid not null references customers.import(id) on delete cascade,
  part integer not null,
  n integer not null,
  bytes bytea not null,
  primary key (import_id, part, n)
);
-- What is packed already is not packed again.
alter table customers.import_piece alter column bytes set storage external;
insert into customers.import_piece (import_id, part, n, bytes) select import_id, 0, 0, bytes from customers.import_file;
drop table customers.import_file;

alter table customers.import drop constraint import_kind_check;
alter table customers.import add constraint import_kind_check
  check (kind in ('customers', 'appointments', 'orders', 'visits', 'calls', 'consents'));
-- `reading`: still on its way in. `paused`: stopped by a person, or by a full disk, to go on at the next row.
alter table customers.import drop constraint import_state_check;
alter table customers.import add constraint import_state_check
  check (state in ('reading', 'uploaded', 'running', 'paused', 'done', 'failed', 'cancelled'));
-- The feed it came by, if it came by itself.
alter table customers.import add column feed_id uuid;
create index import_running on customers.import (kind) where state = 'running';

-- A source that is read by the clock: a query on a database, or files another system drops into a folder.
create table customers.import_feed (
  id uuid primary key,
  source text not null,
  kind text not null check (kind in ('customers', 'appointments', 'orders', 'visits', 'calls', 'consents')),
  site_id uuid,
  how text not null check (how in ('query', 'folder')),
  -- the database's address with its password, sealed with the house's secret
  sealed_address text,
  query text not null default '',
  folder text,
  every_minutes integer not null check (every_minutes between 5 and 44640),
  -- empty until somebody has looked at the columns: nothing is written before
  mapping jsonb not null default '{}',
  dates text not null default 'dmy' check (dates in ('dmy', 'mdy', 'ymd')),
  paused boolean not null default false,
  next_at timestamptz not null,
  last_at timestamptz,
  last_import_id uuid,
  problem text,
  created_by uuid,
  created_at timestamptz not null
);
create unique index import_feed_folder on customers.import_feed (folder) where folder is not null;
create index import_feed_due on customers.import_feed (next_at) where not paused;

-- Who lives with whom and who works where, as a source says it: found again from either side, whichever row came first.
create index source_record_household on customers.source_record (source, (data ->> 'household')) where data ->> 'household' is not null;
create index source_record_company on customers.source_record (source, (data ->> 'company')) where data ->> 'company' is not null;
