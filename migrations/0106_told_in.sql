-- A moment that is told in the contact of another is being done as long as that one is, and goes where it goes: a letter that never left told nothing.
alter table moments.touch add column told_in uuid;
create index on moments.touch (told_in) where told_in is not null;
