-- Whose second factor was reset by someone else: they set up a new one before anything else.
alter table network.staff add column second_factor_due boolean not null default false;

-- Tries at signing in, counted by address and path for all processes of the house (better-auth keeps its own spelling).
-- Unlogged: a count that a crash empties is no loss, and an address need not be in the write-ahead log.
create unlogged table network."rateLimit" (
  "id" text primary key,
  "key" text not null unique,
  "count" integer not null,
  "lastRequest" bigint not null
);
create index rate_limit_last_request on network."rateLimit"("lastRequest");

-- What a run left empty in the rows that came in: {"phone-unreadable": {"n": 3, "firstLine": 12}, …}
alter table customers.import add column warnings jsonb not null default '{}';
