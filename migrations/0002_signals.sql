-- What the outside tells us: cameras and telephones. A read that matches nobody is never written here: it is a count.
create schema signals;

create table signals.source (
  id uuid primary key,
  door text not null check (door in ('gate', 'phone')),
  kind text not null,
  name text not null,
  site_id uuid not null,
  -- compared in constant time; the address itself is sealed so that an admin can copy it again
  secret_hash text not null,
  sealed text not null,
  -- what is not secret: topic, host, direction wanted…
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  created_at timestamptz not null,
  last_event_at timestamptz,
  state text,
  state_at timestamptz,
  archived_at timestamptz
);

-- A signal is kept once under (source, key) and can be replayed. Only signals that matched a known customer.
create table signals.signal (
  id uuid primary key,
  source_id uuid not null,
  key text not null,
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  data jsonb not null,
  unique (source_id, key)
);

-- Counts per hour and per source: all that is kept of strangers.
create table signals.tally (
  source_id uuid not null,
  hour timestamptz not null,
  what text not null,
  n integer not null,
  primary key (source_id, hour, what)
);

-- What this camera reads in place of what is there, learned from reception's answers. '' stands for nothing (a letter lost, or added).
create table signals.confusion (
  source_id uuid not null,
  truth text not null,
  read text not null,
  n integer not null,
  primary key (source_id, truth, read)
);
