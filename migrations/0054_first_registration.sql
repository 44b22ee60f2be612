-- When a vehicle was first put on the road, and until when its last roadworthiness test holds: what its next test follows from, also
-- for who bought it used.
alter table customers.asset add column registered_on date;
alter table customers.asset add column control_until date;
