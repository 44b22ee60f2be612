-- How? What a channel carries.
create schema messages;

-- A way out: a mail relay, an SMS centre, a printer. Its secrets are sealed.
create table messages.provider (
  id uuid primary key,
  channel text not null check (channel in ('email', 'sms', 'voice-drop', 'postcard', 'push')),
  kind text not null,
  name text not null,
  settings jsonb not null default '{}',
  sealed text,
  -- most sent in a second; counted in the database, for all processes together
  per_second real not null default 10,
  cost_cents real not null default 0,
  -- does it take our key, so that sending twice sends once?
  idempotent boolean not null default false,
  active boolean not null default true,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  problem text,
  problem_at timestamptz
);

-- The outbox. ready → leaving → left; what is found leaving after a crash may have left: a doubt, shown to a person.
create table messages.message (
  id uuid primary key,
  touch_id uuid unique,
  customer_id uuid not null,
  channel text not null,
  provider_id uuid,
  purpose text not null,
  moment text,
  staff_id uuid,
  language text not null default 'fr',
  -- where to: an address or a number; emptied by an erasure
  to_address text not null,
  subject text not null default '',
  body text not null,
  -- for a voice drop the recording, for a postcard what is printed
  extra jsonb not null default '{}',
  -- what its links open: see messages.link
  state text not null check (state in ('ready', 'leaving', 'left', 'delivered', 'failed', 'doubt', 'called-off')),
  not_before timestamptz not null,
  because jsonb not null default '[]',
  provider_ref text,
  segments smallint not null default 1,
  cost_cents real not null default 0,
  tries smallint not null default 0,
  claimed_by text,
  claimed_at timestamptz,
  left_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index message_ready on messages.message (not_before, id) where state = 'ready';
create index message_leaving on messages.message (claimed_at) where state = 'leaving';
create index message_doubt on messages.message (changed_at desc) where state in ('doubt', 'failed');
create index message_customer on messages.message (customer_id, created_at desc);
create index message_ref on messages.message (provider_id, provider_ref) where provider_ref is not null;
create index message_left on messages.message (left_at desc) where left_at is not null;

-- What came back: delivered, bounced, refused, replied, stopped. Once under (provider, key).
create table messages.news (
  id uuid primary key,
  provider_id uuid,
  key text not null,
  message_id uuid,
  customer_id uuid,
  kind text not null check (kind in ('delivered', 'bounced', 'refused', 'reply', 'stop', 'unsubscribe', 'complaint')),
  at timestamptz not null,
  data jsonb not null default '{}',
  unique nulls not distinct (provider_id, key)
);
create index news_message on messages.news (message_id);
create index news_customer on messages.news (customer_id, at desc);

-- Addresses that are not to be written to any more, however often an import brings them: a hard bounce, a complaint, a stop.
create table messages.blocked (
  channel text not null,
  address text not null,
  because text not null,
  at timestamptz not null,
  primary key (channel, address)
);

-- An advisor's own voice: never anybody else's, never a machine's.
create table messages.recording (
  id uuid primary key,
  staff_id uuid not null,
  moment text,
  mime text not null,
  audio bytea not null,
  seconds real not null,
  -- what is said, so that it can be read against compass and register
  words text not null default '',
  at timestamptz not null,
  removed_at timestamptz
);
create index recording_staff on messages.recording (staff_id, at desc);

-- How many left in which second, for the rate of each provider.
create table messages.pace (
  provider_id uuid primary key,
  -- tokens there at `at`
  tokens real not null,
  at timestamptz not null
);
