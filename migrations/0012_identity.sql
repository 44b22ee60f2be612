-- Who is who.
--
-- Customers that were written since somebody last looked at who they are. In the customers' own schema: news flows downstream.
-- Not unique on purpose: whoever writes a customer must never wait for those who are looking at the same one.
create table customers.changed (
  customer_id uuid not null,
  at timestamptz not null
);
create index changed_at on customers.changed (at);

create schema identity;

-- A customer as one source, or the desk, first knew them. It stays itself after it has joined others: its id is that of the
-- customer it came as, `customer_id` the one it is part of now.
create table identity.record (
  id uuid primary key,
  customer_id uuid not null,
  -- as it is compared
  person jsonb not null,
  since timestamptz not null,
  at timestamptz not null
);
create index record_customer on identity.record (customer_id);

-- The blocking keys of a record: two records are compared when they share one.
create table identity.key (
  key integer not null,
  record_id uuid not null references identity.record(id) on delete cascade,
  primary key (key, record_id)
);
create index key_record on identity.key (record_id);

-- Pairs that are one person, or about which a person is asked. Nothing is kept of two people who are different.
create table identity.edge (
  a uuid not null,
  b uuid not null,
  bits real not null,
  related real not null,
  primary key (a, b),
  check (a < b)
);
create index edge_b on identity.edge (b);
create index edge_bits on identity.edge (bits);

-- What a person said of two records, kept for ever: through imports, learning and merges.
create table identity.judgement (
  id uuid primary key,
  a uuid not null,
  b uuid not null,
  verdict text not null check (verdict in ('same', 'different', 'unsure')),
  -- the weight of the pair when it was asked, for the estimate of precision and recall
  bits real,
  by uuid,
  reason text not null default '',
  at timestamptz not null,
  undone_at timestamptz,
  check (a < b)
);
create index judgement_pair on identity.judgement (a, b);
create index judgement_b on identity.judgement (b);

-- Two customers became one, or one became two again: what moved, so that it can move back.
create table identity.event (
  id uuid primary key,
  at timestamptz not null,
  kind text not null check (kind in ('merge', 'split')),
  customer_id uuid not null,
  other_id uuid not null,
  by uuid,
  because jsonb not null,
  moved jsonb not null,
  undone_at timestamptz,
  undone_by uuid
);
create index event_customer on identity.event (customer_id, at desc);
create index event_other on identity.event (other_id, at desc);
create index event_at on identity.event (at desc, id desc);

-- The weights, each time they were learned; the newest is in force.
create table identity.model (
  id uuid primary key,
  at timestamptz not null,
  state text not null check (state in ('running', 'done', 'failed')),
  finished_at timestamptz,
  model jsonb,
  quality jsonb
);
create index model_at on identity.model (at desc);

-- One line: the bars moved by head office, and whether customers are joined without a person's word.
create table identity.setting (
  one boolean primary key default true check (one),
  same real,
  ask real,
  automatic boolean not null default true
);
insert into identity.setting default values;
