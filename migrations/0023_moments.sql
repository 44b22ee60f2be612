-- The playbook, and the touches it makes.
create schema moments;

-- Each version is kept whole, as it was written. At most one is live.
create table moments.playbook (
  version integer primary key,
  yaml text not null,
  -- where it came from: shipped/dealership, screen, upload
  origin text not null,
  note text not null default '',
  at timestamptz not null,
  by uuid,
  live_from timestamptz,
  live_until timestamptz
);
create unique index playbook_live on moments.playbook ((true)) where live_from is not null and live_until is null;

-- One planned contact for one customer, from one moment, on one occasion.
create table moments.touch (
  id uuid primary key,
  customer_id uuid not null,
  moment text not null,
  -- what it is about: the fact's id, or the date's year and the asset
  occasion text not null,
  core boolean not null,
  priority smallint not null,
  purpose text not null check (purpose in ('service', 'commercial')),
  playbook_version integer not null,
  fact_id uuid,
  asset_id uuid,
  order_id uuid,
  site_id uuid,
  -- who does it, once decided
  staff_id uuid,
  gesture text,
  due_at timestamptz not null,
  -- after this it means nothing any more
  expires_at timestamptz,
  state text not null check (state in ('planned', 'held', 'doing', 'done', 'dropped')),
  -- why it is where it is: [{code, values}], newest last
  because jsonb not null default '[]',
  -- what the judge was told and said, to judge it again
  judged jsonb,
  arm text check (arm in ('treated', 'held-out')),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (customer_id, moment, occasion)
);
create index touch_due on moments.touch (due_at) where state in ('planned', 'held');
create index touch_customer on moments.touch (customer_id, created_at desc);
create index touch_moment on moments.touch (moment, created_at desc);
create index touch_changed on moments.touch (changed_at desc);
create index touch_doing on moments.touch (changed_at) where state = 'doing';

-- Weather warned of, by department, as told by a service or by hand.
create table moments.weather (
  id uuid primary key,
  source text not null,
  key text not null,
  kind text not null,
  -- department or postcode prefix it holds for
  area text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  level text not null default '',
  told_at timestamptz not null,
  unique (source, key, area)
);
create index weather_to on moments.weather (to_at);

-- How far each clock-driven moment has looked, so that a missed night is made up for.
create table moments.swept (
  moment text primary key,
  until date not null,
  at timestamptz not null
);
