-- The monthly report: what it said when it was closed, what head office wrote beside it, whom the committee calls.
create table voice.report (
  id uuid primary key,
  -- its first day
  month date not null,
  -- the nil uuid: the whole network
  site_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'closed')),
  -- null: a draft is counted anew
  content jsonb,
  -- by section
  words jsonb not null default '{}',
  comment text not null default '',
  closed_by uuid,
  closed_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (month, site_id)
);

create table voice.committee (
  staff_id uuid primary key,
  position smallint not null
);

-- One customer for each member of the committee.
create table voice.call (
  id uuid primary key,
  report_id uuid not null,
  month date not null,
  staff_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('settled', 'open', 'praising')),
  because jsonb not null default '[]',
  task_id uuid,
  -- another was chosen
  put_aside_at timestamptz,
  at timestamptz not null
);
create unique index call_of on voice.call (report_id, staff_id) where put_aside_at is null;
create index call_customer on voice.call (customer_id, month desc);
