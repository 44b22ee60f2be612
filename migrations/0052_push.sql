-- Web Push to customers: browsers in which a customer asked, on their own page, to be told.

-- A browser of a customer. Its endpoint is a secret of theirs: who knows it and the keys can ring it.
create table messages.device (
  id uuid primary key,
  customer_id uuid not null,
  endpoint text not null unique,
  -- its keys (RFC 8291); emptied when it is gone
  p256dh text not null,
  auth text not null,
  -- as the customer and staff know it again: Chrome, Android
  name text not null default '',
  created_at timestamptz not null,
  -- when it last showed something
  shown_at timestamptz,
  -- an endpoint that its push service has called gone is never rung again, nor taken back
  gone_at timestamptz,
  gone_because text check (gone_because in ('removed', 'push-service')),
  check ((gone_at is null) = (gone_because is null))
);
create index device_customer on messages.device (customer_id) where gone_at is null;
create index device_of on messages.device (customer_id, created_at);

-- The way out of notifications is built in: it needs no account and no password, costs nothing, and can be paused like any other.
with made as (
  insert into messages.provider (id, channel, kind, name, per_second, cost_cents, idempotent, active, created_at, changed_at)
  values (gen_random_uuid(), 'push', 'web-push', 'Web Push', 50, 0, false, true, now(), now()) returning id
)
insert into messages.pace (provider_id, tokens, at) select id, 1, now() from made;

-- Pushes that left and were not yet said to be shown: looked through for those whose time is over.
create index message_push_left on messages.message (left_at) where channel = 'push' and state = 'left';
