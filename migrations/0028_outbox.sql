-- What sending needs beside the outbox itself.

-- A stuck channel must not be walked through by those that move.
drop index messages.message_ready;
create index message_ready on messages.message (channel, not_before, id) where state = 'ready';

alter table messages.message
  -- what the customer is told of it on their page
  add column title text not null default '',
  add column site_id uuid,
  -- after this it means nothing any more
  add column expires_at timestamptz;

-- The secret of the address where a provider tells what became of messages; only its hash is searched.
alter table messages.provider add column news_hash text;

-- Links made before this open nothing any more.
create table messages.link_revoked (
  customer_id uuid primary key,
  before timestamptz not null
);

-- When this house last looked at its outbox. A long silence, or a clock that went back, may be a restored backup: see docs/channels.md.
create table messages.watch (
  one boolean primary key default true check (one),
  seen_at timestamptz not null
);
