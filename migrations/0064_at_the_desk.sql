-- Whoever is entered at a desk is looked at while a large import comes in, and while everyone is looked at all at once.

-- What an import writes waits for its end; what a person or another system writes does not.
alter table customers.changed add column by_import boolean not null default false;
create index changed_now on customers.changed (at) where not by_import;

-- Records looked at one by one while a pass over everyone is under way: the pass has read them before, or never, and leaves alone what was found of them.
create table identity.meanwhile (
  record_id uuid primary key
);
