-- A record knows its own keys: what a change took away is found by the table's own order, and a second index as large as the table,
-- written at random for each of a record's dozen keys, goes.
alter table identity.record add column keys integer[] not null default '{}';
update identity.record r set keys = coalesce((select array_agg(k.key) from identity.key k where k.record_id = r.id), '{}');
drop index identity.key_record;
alter table identity.key drop constraint key_record_id_fkey;

-- Everyone is to be looked at again while `asked` is ahead of `looked`: the weights or the bars moved, or very many were written.
-- Counted rather than flagged: what is asked while a pass runs is not forgotten when it ends.
alter table identity.setting add column asked integer not null default 0;
alter table identity.setting add column looked integer not null default 0;
-- The next pass learns the weights anew.
alter table identity.setting add column learn boolean not null default false;

-- One line: how far the pass over everyone is, for people who wait for it.
create table identity.pass (
  one boolean primary key default true check (one),
  phase text not null check (phase in ('read', 'learn', 'resolve', 'write', 'join', 'done')),
  done integer not null,
  total integer not null,
  started_at timestamptz not null,
  at timestamptz not null
);

-- Pairs of records that are two people and live together, as far as we know. Proposed as a household, never joined.
create table identity.household (
  a uuid not null,
  b uuid not null,
  related real not null,
  primary key (a, b),
  check (a < b)
);
create index household_b on identity.household (b);

-- "They do not live together", said by a person of two customers: not proposed again.
create table identity.apart (
  a uuid not null,
  b uuid not null,
  by uuid,
  at timestamptz not null,
  primary key (a, b),
  check (a < b)
);
create index apart_b on identity.apart (b);
