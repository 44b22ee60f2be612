-- A short list of the telephone belongs to a call: answered, the call gets its customer and no visit is made. The call may be picked up,
-- or over, before anybody says who it was.
alter table visits.perhaps add column call text;
alter table visits.perhaps add column picked_up_at timestamptz;
alter table visits.perhaps add column hung_up_at timestamptz;
create unique index perhaps_call on visits.perhaps (source_id, call) where call is not null;
-- When nobody at reception answers, the manager of the site is told.
alter table visits.perhaps add column escalate_at timestamptz;
create index perhaps_waiting on visits.perhaps (escalate_at) where answered_at is null and escalate_at is not null;
