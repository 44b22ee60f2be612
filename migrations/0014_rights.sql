-- Rights over one's data: what people ask of theirs, what they object to, and how long it is kept.
create schema if not exists consent;

-- The register. One month to answer (RGPD-1). After an erasure nothing of the person is left in its line: no id, no name, no note.
create table consent.request (
  id uuid primary key,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'objection', 'portability')),
  -- null: nobody of the base, or erased since
  customer_id uuid,
  -- the name they gave, where the base knows nobody
  who text not null default '',
  door text not null check (door in ('counter', 'phone', 'email', 'post', 'web')),
  site_id uuid,
  note text not null default '',
  received_on date not null,
  due_on date not null,
  -- two months more, and the reason they were told
  extended_because text,
  state text not null check (state in ('open', 'scheduled', 'done', 'refused', 'withdrawn')),
  -- an erasure waits until then, and can be called off
  erase_at timestamptz,
  -- whether the customer was put away only for the wait
  put_away boolean not null default false,
  -- what went and what stayed, in numbers
  receipt jsonb,
  answer text not null default '',
  answered_at timestamptz,
  answered_by uuid,
  created_by uuid,
  created_at timestamptz not null
);
create index request_due on consent.request (due_on, id) where state in ('open', 'scheduled');
create index request_customer on consent.request (customer_id) where customer_id is not null;
create index request_created on consent.request (created_at desc, id desc);
create index request_erase on consent.request (erase_at) where state = 'scheduled';

-- Retention runs once head office has seen what it would do. One line.
create table consent.retention (
  one boolean primary key default true check (one),
  enabled boolean not null default false,
  changed_by uuid,
  changed_at timestamptz
);
insert into consent.retention default values;
-- Shorter times than those of the pack; a rule without a line keeps the pack's.
create table consent.retention_rule (
  rule text primary key,
  months integer not null check (months > 0)
);
create table consent.retention_run (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- {"prospects": 12, …}
  counts jsonb not null default '{}'
);
create index retention_run_started on consent.retention_run (started_at desc);

-- Whom an import must not bring back: a keyed hash (HMAC-SHA-256 under the house's secret) of what a row would say of them. Pseudonymous, not
-- anonymous: whoever holds the secret can ask whether a given person is here, and nothing else.
create table customers.erased (
  mark text not null,
  erasure_id uuid not null,
  why text not null check (why in ('request', 'retention')),
  at timestamptz not null,
  primary key (mark, erasure_id)
);
create index erased_erasure on customers.erased (erasure_id);

-- An order of someone erased: its amount stays for the accounts, or its terms for a dispute, until this day, and says no more who placed it.
alter table timeline."order" add column kept_for text check (kept_for in ('accounts', 'contract')), add column kept_until date;
create index order_kept on timeline."order" (kept_until) where kept_until is not null;

-- Retention reaches the log too: lines older than a year may go, by the nightly job alone, which says so in its own transaction.
create or replace function network.audit_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - interval '1 year' and current_setting('okaeri.retention', true) = 'on' then
    return old;
  end if;
  raise exception 'network.audit is append only';
end $$;
