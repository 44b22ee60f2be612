-- The product gate: what is rated, whether it stays on the shelf, what is done about it, and who is told.
create schema quality;

create table quality.product (
  id uuid primary key,
  kind text not null check (kind in ('product', 'service')),
  -- as shops, workshop and surveys call it; an answer is about it whose service is this, or this@version
  reference text not null,
  name jsonb not null,
  -- null: the whole network
  site_ids uuid[],
  links jsonb not null default '[]',
  owner_id uuid,
  -- the version whose ratings count
  version int not null default 1,
  state text not null default 'on-shelf'
    check (state in ('on-shelf', 'alert', 'proposed', 'withdrawn', 'returning', 'returned')),
  state_at timestamptz not null,
  because jsonb not null default '[]',
  evidence jsonb,
  evaluated_at timestamptz,
  -- the evidence a person said no to: only a stronger one comes back
  declined jsonb,
  file_id uuid,
  -- grows with each change told to the shops, so that an old one arriving late is known
  sequence int not null default 0,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  archived_at timestamptz
);
create unique index product_reference on quality.product (lower(reference));

create table quality.version (
  product_id uuid not null,
  number int not null,
  label text not null,
  -- what is better in it, by language
  changed jsonb not null default '{}',
  made_at timestamptz not null,
  -- since when it is on the shelf; null: not yet
  shelf_at timestamptz,
  primary key (product_id, number)
);
create unique index version_label on quality.version (product_id, lower(label));

-- What another system told beside the answer itself, which is in feedback.
create table quality.rating (
  answer_id uuid primary key,
  product_id uuid not null,
  -- null: the one on the shelf that day
  version int,
  -- who gave it, as a mark: several of one person count once
  rater text,
  source text not null,
  key text not null,
  at timestamptz not null,
  unique (source, key)
);
create index answer_service on feedback.answer (lower(split_part(service, '@', 1)), at) where service is not null;

create table quality.file (
  id uuid primary key,
  product_id uuid not null,
  version int not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  owner_id uuid,
  wrong text not null default '',
  cause text not null default '',
  -- the last day of the clock that was told
  escalated int not null default 0,
  closed_at timestamptz,
  outcome text check (outcome in ('recovered', 'improved', 'returned', 'declined', 'retired'))
);
create index file_product on quality.file (product_id, opened_at desc);
create unique index file_open on quality.file (product_id) where closed_at is null;

create table quality.action (
  id uuid primary key,
  file_id uuid not null,
  title text not null,
  owner_id uuid,
  due_on date,
  done_at timestamptz,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index action_file on quality.action (file_id, created_at);

create table quality.proof (
  id uuid primary key,
  file_id uuid not null,
  kind text not null check (kind in ('text', 'link', 'file')),
  title text not null,
  text text not null default '',
  url text,
  mime text,
  content bytea,
  by_staff uuid,
  at timestamptz not null,
  removed_at timestamptz
);
create index proof_file on quality.proof (file_id, at);

-- Customers' words that were put into a file.
create table quality.word (
  file_id uuid not null,
  verbatim_id uuid not null,
  by_staff uuid,
  at timestamptz not null,
  primary key (file_id, verbatim_id)
);

create table quality.proposal (
  id uuid primary key,
  product_id uuid not null,
  file_id uuid,
  version int not null,
  move text not null check (move in ('withdraw', 'return')),
  strength text not null check (strength in ('likely', 'sure')),
  because jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'declined', 'overtaken')),
  reason text not null default '',
  at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz
);
create unique index proposal_waiting on quality.proposal (product_id) where state = 'waiting';

-- The dated log: what happened, who decided, and how it was before, so that it can be taken back.
create table quality.event (
  id uuid primary key,
  product_id uuid not null,
  file_id uuid,
  kind text not null,
  at timestamptz not null,
  by_staff uuid,
  by_name text not null default '',
  because jsonb not null default '[]',
  text text not null default '',
  before jsonb,
  undone_at timestamptz
);
create index event_product on quality.event (product_id, at desc, id desc);

-- "You said, we did": whom a return told, or why not; each once.
create table quality.told (
  event_id uuid not null,
  customer_id uuid not null,
  message_id uuid,
  because jsonb not null default '[]',
  at timestamptz not null,
  primary key (event_id, customer_id)
);
create index told_customer on quality.told (customer_id);

create table quality.hook (
  id uuid primary key,
  name text not null,
  url text not null,
  sealed text not null,
  -- the secret before, while both hold
  sealed_before text,
  before_until timestamptz,
  active boolean not null default true,
  paused jsonb,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  removed_at timestamptz
);

create table quality.delivery (
  id uuid primary key,
  hook_id uuid not null,
  product_id uuid,
  event_id uuid,
  type text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'leaving', 'delivered', 'dead', 'called-off')),
  tries int not null default 0,
  not_before timestamptz not null,
  problem jsonb,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  done_at timestamptz
);
create index delivery_product on quality.delivery (product_id, created_at desc);
create index delivery_dead on quality.delivery (hook_id, created_at) where state in ('waiting', 'leaving', 'dead');

create table quality.attempt (
  id uuid primary key,
  delivery_id uuid not null,
  at timestamptz not null,
  ms int not null,
  status int,
  problem jsonb,
  answer text not null default ''
);
create index attempt_delivery on quality.attempt (delivery_id, at);

-- Products to be looked at again, and from when on: ratings that come together are looked at once.
create table quality.due (
  product_id uuid primary key,
  at timestamptz not null
);
