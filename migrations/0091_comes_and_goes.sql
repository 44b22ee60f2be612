-- One arrival at a time of a person, and of a car: two cameras, two taps, a camera and a tap at the same moment make one visit. Both are written
-- with the visit and taken away when it ends. They say what came in by the door, so a merge of two records leaves them as they are.
alter table visits.visit add column door_person uuid;
alter table visits.visit add column door_car uuid;
create unique index visit_door_person on visits.visit (site_id, door_person) where door_person is not null;
create unique index visit_door_car on visits.visit (site_id, door_car) where door_car is not null;

-- The car of this visit drove out, as far as a camera can tell: its owner home, or a mechanic on the road. Null: it stands here.
alter table visits.visit add column out_since timestamptz;
