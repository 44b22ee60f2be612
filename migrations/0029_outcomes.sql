-- What came of a task, each time it was said: by hand, or by a fact that knows better. With what stood before, so that it can be taken back.
create table work.outcome (
  id uuid primary key,
  task_id uuid not null,
  customer_id uuid not null,
  outcome text not null,
  note text not null default '',
  told_by text not null check (told_by in ('hand', 'call', 'visit', 'reply', 'time')),
  -- the call, visit or reply that told it: each speaks once about a task
  fact text,
  by_staff uuid,
  at timestamptz not null,
  -- the task and the touch as they were
  before jsonb not null,
  -- consents this outcome withdrew, to be given back by a receipt when it was a slip of the thumb
  receipts uuid[] not null default '{}',
  undone_at timestamptz
);
create unique index outcome_fact on work.outcome (task_id, fact) where fact is not null;
create index outcome_task on work.outcome (task_id, at desc);
create index outcome_customer on work.outcome (customer_id, at desc);
create index outcome_staff on work.outcome (by_staff, at desc);

-- A promise made to the customer: « not now, call me on Tuesday ».
alter table work.task add column promised boolean not null default false;
create index handover_from on work.handover (from_staff) where ended_at is null;
create index touch_held_out on moments.touch (moment, due_at) where arm is not null;
