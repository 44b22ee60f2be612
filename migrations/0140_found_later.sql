-- Rows set aside because nobody knew whom they were about are tried again when customers have come.
alter table customers.import add column found_later integer not null default 0, add column try_again boolean not null default false;
create index import_refused_waiting on customers.import_refused (import_id, line)
  where because in ('customer-unknown', 'customer-ambiguous', 'key-of-another');
create index import_try_again on customers.import (started_at) where try_again;
-- When somebody last said something of an order: a row tried again months later must not write over it.
alter table timeline."order" add column said_at timestamptz not null default now();
