-- How long each telephone rings before the next one's, and who took a call.
alter table network.site add column ring_s integer not null default 20 check (ring_s between 5 and 60);
alter table visits.call add column taken_by uuid;
alter table visits.perhaps add column taken_by uuid;
