-- Facts: what happened, told once, in the order we learnt it. News flows downstream from here: the loop takes them in order.
create table timeline.fact (
  -- UUIDv7: the order in which they were accepted
  id uuid primary key,
  -- null until we know whom the sender means
  customer_id uuid,
  -- how the sender names them: {"id"|"source","key"|"phone"|"email"|"plate"}
  who jsonb,
  -- order.placed, order.delivered, service.done … or one of the network's own
  kind text not null,
  -- when it happened, not when we learnt it
  at timestamptz not null,
  asset_id uuid,
  order_id uuid,
  site_id uuid,
  staff_id uuid,
  data jsonb not null default '{}',
  source text not null,
  key text not null,
  -- moments whose work made this fact: none of them is started by it again
  caused_by text[] not null default '{}',
  -- new: waits for the loop; decided: the loop has seen it; aside: it names nobody we know, or cannot be used
  state text not null default 'new' check (state in ('new', 'decided', 'aside')),
  aside text,
  accepted_at timestamptz not null,
  unique (source, key)
);
create index fact_new on timeline.fact (id) where state = 'new';
create index fact_aside on timeline.fact (accepted_at desc) where state = 'aside';
create index fact_customer on timeline.fact (customer_id, at desc);
