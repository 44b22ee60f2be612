-- Expected, arrived, greeted, left.
create schema visits;

create table visits.appointment (
  id uuid primary key,
  customer_id uuid not null,
  asset_id uuid,
  site_id uuid not null,
  service text not null,
  at timestamptz not null,
  minutes integer not null default 60,
  staff_id uuid,
  reason text not null default '',
  state text not null default 'booked' check (state in ('booked', 'kept', 'cancelled', 'missed')),
  source text not null default 'hand',
  key text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index appointment_site_at on visits.appointment (site_id, at);
create index appointment_customer on visits.appointment (customer_id, at desc);
create unique index appointment_once on visits.appointment (source, key) where key is not null;

create table visits.visit (
  id uuid primary key,
  site_id uuid not null,
  customer_id uuid not null,
  asset_id uuid,
  appointment_id uuid,
  door text not null check (door in ('gate', 'counter', 'phone', 'web')),
  state text not null check (state in ('arrived', 'greeted', 'left', 'withdrawn')),
  arrived_at timestamptz not null,
  going_by uuid,
  going_at timestamptz,
  greeted_by uuid,
  greeted_at timestamptz,
  left_at timestamptz,
  certainty text not null check (certainty in ('sure', 'perhaps', 'told')),
  probability double precision not null,
  -- the card as it was shown, with every because
  card jsonb not null,
  -- whom it was shown to, in order, with because
  who_id uuid,
  escalation integer not null default 0,
  escalate_at timestamptz,
  source_id uuid,
  track text,
  signal_id uuid,
  confirmed boolean,
  version integer not null default 1,
  updated_at timestamptz not null
);
create index visit_site on visits.visit (site_id, arrived_at desc);
create index visit_customer on visits.visit (customer_id, arrived_at desc);
create index visit_waiting on visits.visit (escalate_at) where state = 'arrived' and escalate_at is not null;
create unique index visit_track on visits.visit (source_id, track) where track is not null;

-- A read that could be one of a few known cars: the short list for reception. The read itself is not here:
-- it may be a stranger's, so it lives in memory only and is gone when the list expires.
create table visits.perhaps (
  id uuid primary key,
  site_id uuid not null,
  source_id uuid not null,
  door text not null check (door in ('gate', 'phone')),
  at timestamptz not null,
  expires_at timestamptz not null,
  candidates jsonb not null,
  answered_at timestamptz,
  answered_by uuid,
  answer uuid
);
create index perhaps_site on visits.perhaps (site_id, at desc);

create table visits.call (
  id uuid primary key,
  site_id uuid not null,
  source_id uuid not null,
  call text not null,
  customer_id uuid not null,
  state text not null check (state in ('ringing', 'answered', 'ended', 'missed')),
  at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  certainty text not null,
  probability double precision not null,
  card jsonb not null,
  who_id uuid,
  updated_at timestamptz not null,
  unique (source_id, call)
);
create index call_site on visits.call (site_id, at desc);
create index call_customer on visits.call (customer_id, at desc);
