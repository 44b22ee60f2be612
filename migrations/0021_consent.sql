-- May we? What people said yes and no to, word for word, and what they agreed with us that the law lets us call about.
create schema if not exists consent;

-- A receipt (CONS-1): who, when, where, the exact wording and its version, channel, purpose, source. Append only, and chained: each
-- holds the hash of the one before, so that none can be altered or dropped unseen. The chain runs over `content_hash`, which stays
-- when an erasure empties the content.
create table consent.receipt (
  seq bigint primary key,
  id uuid not null unique,
  customer_id uuid,
  at timestamptz not null,
  action text not null check (action in ('given', 'withdrawn', 'refused', 'notice')),
  channel text not null check (channel in ('call', 'email', 'sms', 'voice-drop', 'post', 'push', 'all')),
  purpose text not null check (purpose in ('commercial', 'service', 'quote', 'outside-hours')),
  -- the number or address it was said about; null: any of theirs
  contact text,
  wording text not null default '',
  wording_version text not null default '',
  -- the door: counter, web, call, import, customer-page, stop, unsubscribe …
  place text not null,
  site_id uuid,
  by_staff uuid,
  evidence jsonb not null default '{}',
  salt text not null,
  content_hash text not null,
  previous_hash text not null,
  hash text not null,
  erased_at timestamptz
);
create index receipt_customer on consent.receipt (customer_id, at desc);

-- The words shown when consent is asked, each version kept.
create table consent.wording (
  id uuid primary key,
  channel text not null,
  purpose text not null,
  language text not null,
  version text not null,
  text text not null,
  at timestamptz not null,
  by uuid,
  unique (channel, purpose, language, version)
);

-- A contract in progress (CALL-2): its object and its end.
create table consent.contract (
  id uuid primary key,
  customer_id uuid not null,
  kind text not null check (kind in ('order', 'lease', 'service-plan', 'warranty-extension', 'repair', 'other')),
  object text not null default '',
  asset_id uuid,
  order_id uuid,
  legal_entity text not null default '',
  since date not null,
  until date,
  source text not null default 'hand',
  key text,
  unique (source, key)
);
create index contract_customer on consent.contract (customer_id);

-- Calls and attempts (CALL-4), and refusals said in conversation.
create table consent.attempt (
  id uuid primary key,
  customer_id uuid not null,
  at timestamptz not null,
  channel text not null,
  purpose text not null,
  reached boolean not null,
  refused boolean not null default false,
  legal_entity text not null default '',
  touch_id uuid,
  by_staff uuid
);
create index attempt_customer on consent.attempt (customer_id, at desc);

-- What the person chose themselves (their rhythm) and in what capacity we know them.
create table consent.preference (
  customer_id uuid primary key,
  capacity text not null default 'consumer' check (capacity in ('consumer', 'professional')),
  -- at most so many contacts in thirty days; null: the network's own figure
  per_month integer check (per_month between 0 and 31),
  -- only what concerns what they own
  only_my_assets boolean not null default false,
  -- channels they prefer, first first
  channels text[] not null default '{}',
  zone text,
  objected_at timestamptz,
  changed_at timestamptz not null,
  changed_by text not null default 'staff' check (changed_by in ('staff', 'customer'))
);

create table consent.setting (
  one boolean primary key default true check (one),
  -- which country's pack judges; 'auto': by each person's address
  pack text not null default 'auto',
  -- CALL-2 read strictly: a car delivered and paid is no contract in progress
  strict_contracts boolean not null default true,
  -- CALL-4 counted over the network or per legal entity
  count_per_entity boolean not null default false,
  legal_entity text not null default '',
  -- who speaks, as every message must say
  sender_name text not null default '',
  sender_address text not null default ''
);
insert into consent.setting default values;
