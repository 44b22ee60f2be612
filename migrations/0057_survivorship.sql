-- How far head office trusts each source, first most: `desk` is what people write here. A source that is not named is trusted as any other.
create table customers.trusted_source (
  source text primary key,
  place integer not null
);

-- What people vouch for on a customer's page, by group of fields (name, birthDate, address): {"address": {"how": "typed" | "confirmed", "at": …}}.
-- `typed`: somebody wrote it here; `confirmed`: the customer said that it is right.
alter table customers.customer add column vouched jsonb not null default '{}';
