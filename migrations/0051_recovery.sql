-- What somebody was not content with, being repaired: who sees to it, until when they must have heard from us, what came of it.
create schema recovery;

create table recovery."case" (
  id uuid primary key,
  -- nobody: an urgent word left at a door by somebody unknown, or by somebody who was erased
  customer_id uuid,
  site_id uuid,
  asset_id uuid,
  order_id uuid,
  service text,
  moment text,
  -- the line on their timeline that keeps the loop silent
  entry_id uuid,
  severity text not null check (severity in ('urgent', 'callback', 'unhappy')),
  because jsonb not null default '[]',
  owner_id uuid,
  owner_as text not null default 'nobody',
  opened_at timestamptz not null,
  -- in opening hours of the site: until then they have heard from a person
  due_at timestamptz not null,
  answered_at timestamptz,
  -- whom of the line of succession was told that nobody answered, and when the next one is
  level smallint not null default 0,
  next_at timestamptz,
  read_at timestamptz,
  read_by uuid,
  closed_at timestamptz,
  closed_by uuid,
  outcome text check (outcome in ('repaired', 'explained', 'gesture', 'no-fault', 'unreachable', 'withdrawn')),
  -- what they said when asked a second time
  again text check (again in ('better', 'same', 'worse')),
  again_at timestamptz,
  changed_at timestamptz not null
);
create index case_clock on recovery."case" (next_at) where closed_at is null and next_at is not null;
create index case_owner on recovery."case" (owner_id) where closed_at is null;
create index case_site on recovery."case" (site_id, opened_at desc, id desc);
create index case_opened on recovery."case" (opened_at desc, id desc);
create index case_customer on recovery."case" (customer_id, opened_at desc);

-- The answers a case is about: the one that opened it, others that joined it, the one to the second question.
create table recovery.case_answer (
  answer_id uuid primary key,
  case_id uuid not null,
  customer_id uuid,
  kind text not null check (kind in ('opened', 'joined', 'again')),
  at timestamptz not null
);
create index case_answer_case on recovery.case_answer (case_id, at);
create index case_answer_customer on recovery.case_answer (customer_id);

-- All that happened with it, in order. What was taken back stays, and says so.
create table recovery.step (
  id uuid primary key,
  case_id uuid not null,
  customer_id uuid,
  kind text not null,
  by_staff uuid,
  -- of whom it speaks: who has it now, who was told
  about_staff uuid,
  text text not null default '',
  -- what it was before, so that it can be taken back
  data jsonb not null default '{}',
  at timestamptz not null,
  undone_at timestamptz
);
create index step_case on recovery.step (case_id, at, id);
create index step_customer on recovery.step (customer_id);

-- What we said we would do, and by when.
create table recovery.promise (
  id uuid primary key,
  case_id uuid not null,
  customer_id uuid,
  words text not null,
  due_at timestamptz not null,
  made_by uuid,
  made_at timestamptz not null,
  kept_at timestamptz,
  kept_by uuid,
  -- its owner was told that it is due
  told_at timestamptz
);
create index promise_case on recovery.promise (case_id, due_at);
create index promise_due on recovery.promise (due_at) where kept_at is null and told_at is null;
create index promise_customer on recovery.promise (customer_id);

-- A person answers what somebody wrote.
create table recovery.reply (
  id uuid primary key,
  verbatim_id uuid,
  case_id uuid,
  customer_id uuid not null,
  staff_id uuid,
  channel text not null,
  -- null: by telephone
  message_id uuid,
  text text not null,
  at timestamptz not null,
  called_off_at timestamptz
);
create index reply_verbatim on recovery.reply (verbatim_id);
create index reply_case on recovery.reply (case_id);
create index reply_customer on recovery.reply (customer_id, at desc);

-- Thanks that belong to somebody who works here.
create table recovery.compliment (
  id uuid primary key,
  verbatim_id uuid not null,
  customer_id uuid,
  site_id uuid,
  -- as it stands in their words
  name text not null,
  -- null: several bear it, and nobody has said yet who is meant
  staff_id uuid,
  candidates uuid[] not null default '{}',
  at timestamptz not null,
  pushed_at timestamptz,
  seen_at timestamptz,
  cheered_by uuid,
  cheered_at timestamptz,
  unique (verbatim_id, name)
);
create index compliment_staff on recovery.compliment (staff_id, at desc);
create index compliment_site on recovery.compliment (site_id, at desc);
create index compliment_customer on recovery.compliment (customer_id);

-- How long a case may wait on a site, in minutes of its opening hours, and how long after its end they are asked again.
create table recovery.clock (
  site_id uuid primary key,
  urgent int not null,
  callback int not null,
  unhappy int not null,
  ask_after int not null,
  changed_by uuid,
  changed_at timestamptz not null
);
