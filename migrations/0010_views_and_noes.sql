-- Whom a screen showed: a search, the desk, the floor show several customers at once, in one line. `customer_id` stays the one a
-- line is about.
alter table network.audit add column customer_ids uuid[];
create index audit_customers on network.audit using gin (customer_ids) where customer_ids is not null;

-- A "no" teaches by as much as it is believed: counts of a camera are no longer whole.
alter table signals.confusion alter column n type double precision;
