-- What happened.
create schema timeline;

create table timeline.entry (
  id uuid primary key,
  customer_id uuid not null,
  kind text not null,
  at timestamptz not null,
  site_id uuid,
  staff_id uuid,
  asset_id uuid,
  text text not null default '',
  data jsonb not null default '{}',
  -- for a case: open until it is closed
  closed_at timestamptz,
  -- a word for the next person who receives them: what to say, to thank for, to mind
  hint text check (hint in ('say', 'thank', 'mind')),
  hint_done_at timestamptz,
  source text not null default 'hand',
  key text,
  created_at timestamptz not null default now()
);
create index entry_customer on timeline.entry (customer_id, at desc, id desc);
create unique index entry_once on timeline.entry (source, key) where key is not null;

create table timeline."order" (
  id uuid primary key,
  customer_id uuid not null,
  asset_id uuid,
  site_id uuid,
  number text not null,
  kind text not null check (kind in ('vehicle', 'repair', 'parts', 'product')),
  title text not null default '',
  state text not null check (state in ('placed', 'in-progress', 'ready', 'delivered', 'cancelled')),
  promised_on date,
  amount_cents bigint,
  placed_at timestamptz not null,
  changed_at timestamptz not null,
  source text not null default 'hand',
  unique (source, number)
);
create index order_customer on timeline."order" (customer_id, placed_at desc);
create index order_number on timeline."order" (number);
create index order_open on timeline."order" (asset_id) where state in ('placed', 'in-progress', 'ready');
