-- The time machine: a playbook tried on the years behind us before it speaks to anyone.
create table moments.replay (
  id uuid primary key,
  at timestamptz not null,
  by uuid,
  from_day date not null,
  to_day date not null,
  version integer not null,
  -- compared with this one
  against integer,
  -- tried on so many people; null: everyone
  sample integer,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  done integer not null default 0,
  total integer,
  -- figures only: nothing of anybody is kept
  result jsonb,
  against_result jsonb,
  problem text,
  started_at timestamptz,
  finished_at timestamptz
);
create index replay_at on moments.replay (at desc);
