-- A device is told as long as its session lives: what ends the session, by whatever way, ends what it is told. Devices of before are bound
-- to the session they were most likely granted in, and anew when they open a page again.
alter table network.push add column session_id text references network."session"("id") on delete cascade;
create index push_session on network.push (session_id);
update network.push p set session_id = (
  select s."id" from network."session" s join network.staff f on f.user_id = s."userId"
  where f.id = p.staff_id and s."createdAt" <= p.created_at order by s."createdAt" desc limit 1);
