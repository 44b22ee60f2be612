-- Who does it? What people do by hand.
create schema work;

create table work.task (
  id uuid primary key,
  touch_id uuid unique,
  customer_id uuid not null,
  -- whose it is now
  staff_id uuid,
  site_id uuid,
  asset_id uuid,
  -- call, word, coffee, linkedin, whatsapp, doubt …
  kind text not null,
  purpose text not null default 'service' check (purpose in ('service', 'commercial')),
  moment text,
  title text not null default '',
  -- why them, why today: [{code, values}]
  because jsonb not null default '[]',
  -- what to open with, thank for, mind; written by the playbook, the person's own words when they change it
  opening text not null default '',
  thank text not null default '',
  avoid text not null default '',
  priority smallint not null default 5,
  core boolean not null default false,
  minutes smallint not null default 5,
  not_before timestamptz not null,
  due_on date,
  expires_at timestamptz,
  state text not null check (state in ('open', 'done', 'let-go')),
  outcome text,
  outcome_note text not null default '',
  -- corrected by a fact: the call log, a visit, a reply
  outcome_from text not null default 'hand',
  tries smallint not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  done_at timestamptz,
  done_by uuid
);
create index task_open on work.task (staff_id, not_before) where state = 'open';
create index task_customer on work.task (customer_id, created_at desc);
create index task_done on work.task (done_at desc) where state <> 'open';

-- What each person can give a day.
create table work.allowance (
  staff_id uuid primary key,
  calls smallint not null default 5 check (calls between 0 and 50),
  minutes smallint not null default 30 check (minutes between 0 and 480),
  changed_at timestamptz not null
);

-- A hand-over, in words: whose people go to whom, and what to know.
create table work.handover (
  id uuid primary key,
  from_staff uuid not null,
  to_staff uuid not null,
  at timestamptz not null,
  until timestamptz,
  words text not null default '',
  -- the customers it is about; null: all of theirs
  customer_ids uuid[],
  ended_at timestamptz
);
create index handover_to on work.handover (to_staff, at desc);
