-- Who they are and what they own.
create schema customers;

create table customers.customer (
  id uuid primary key,
  kind text not null default 'person' check (kind in ('person', 'company')),
  title text not null default '',
  given_name text not null default '',
  family_name text not null default '',
  company_name text not null default '',
  -- the name as they say it, written the way one would read it aloud
  pronunciation text not null default '',
  -- how they like to be addressed: « Madame Cieille », « Thierry »
  address_as text not null default '',
  formality text not null default 'vous' check (formality in ('vous', 'tu')),
  language text not null default 'fr',
  advisor_id uuid,
  deputy_id uuid,
  site_id uuid,
  birth_date date,
  street text not null default '',
  postcode text not null default '',
  city text not null default '',
  country text not null default 'FR',
  note text not null default '',
  recognition text not null default 'default' check (recognition in ('default', 'consented', 'objected')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz
);
create index customer_advisor on customers.customer (advisor_id);
create index customer_updated on customers.customer (updated_at desc, id);

create table customers.voice (
  customer_id uuid primary key references customers.customer(id) on delete cascade,
  mime text not null,
  audio bytea not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);

create table customers.phone (
  id uuid primary key,
  customer_id uuid not null references customers.customer(id) on delete cascade,
  e164 text not null,
  label text not null default '',
  position integer not null default 0,
  unique (customer_id, e164)
);
create index phone_e164 on customers.phone (e164);

create table customers.email (
  id uuid primary key,
  customer_id uuid not null references customers.customer(id) on delete cascade,
  address text not null,
  label text not null default '',
  position integer not null default 0,
  unique (customer_id, address)
);
create index email_address on customers.email (address);

-- A household or a company relates people; it never merges them.
create table customers.relation (
  id uuid primary key,
  customer_id uuid not null references customers.customer(id) on delete cascade,
  other_id uuid not null,
  kind text not null check (kind in ('household', 'company')),
  role text not null default '',
  unique (customer_id, other_id, kind)
);
create index relation_other on customers.relation (other_id);

create table customers.asset (
  id uuid primary key,
  kind text not null check (kind in ('vehicle', 'product')),
  make text not null default '',
  model text not null default '',
  body text not null default '',
  colour text not null default '',
  year integer,
  vin text,
  options text[] not null default '{}',
  key_ref text not null default '',
  warranty_until date,
  next_service_on date,
  mileage integer,
  -- wherever it was bought: a site of the network, or a name
  bought_site_id uuid,
  bought_at text not null default '',
  bought_on date,
  recognition text not null default 'default' check (recognition in ('default', 'consented', 'objected')),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz
);
create index asset_vin on customers.asset (vin) where vin is not null;

create table customers.plate (
  id uuid primary key,
  asset_id uuid not null references customers.asset(id) on delete cascade,
  plate text not null,
  country text not null default 'FR',
  since date,
  until date
);
create index plate_plate on customers.plate (plate);
create index plate_asset on customers.plate (asset_id);

create table customers.ownership (
  id uuid primary key,
  asset_id uuid not null references customers.asset(id) on delete cascade,
  customer_id uuid not null references customers.customer(id) on delete cascade,
  role text not null default 'owner' check (role in ('owner', 'driver', 'company')),
  since date,
  until date
);
create index ownership_customer on customers.ownership (customer_id);
create index ownership_asset on customers.ownership (asset_id);

-- A customer as one source system knows them: never lost, never edited.
create table customers.source_record (
  id uuid primary key,
  source text not null,
  key text not null,
  customer_id uuid,
  asset_id uuid,
  data jsonb not null,
  at timestamptz not null,
  unique (source, key)
);
create index source_record_customer on customers.source_record (customer_id);

create table customers.import (
  id uuid primary key,
  name text not null,
  source text not null,
  site_id uuid,
  kind text not null check (kind in ('customers', 'appointments')),
  state text not null check (state in ('uploaded', 'running', 'done', 'failed', 'cancelled')),
  mapping jsonb not null default '{}',
  columns jsonb not null default '[]',
  dialect jsonb not null default '{}',
  rows integer not null default 0,
  done integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  problem text,
  created_by uuid,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create table customers.import_file (
  import_id uuid primary key references customers.import(id) on delete cascade,
  bytes bytea not null
);
-- Rows set aside, with their reason: nothing of what was sent is lost.
create table customers.import_refused (
  import_id uuid not null references customers.import(id) on delete cascade,
  line integer not null,
  because text not null,
  row jsonb not null,
  primary key (import_id, line)
);
