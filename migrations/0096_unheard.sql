-- Who waits and to whom nobody goes: looked through each second, so that the first who comes on duty is told.
create index visit_unheard on visits.visit (arrived_at) where state = 'arrived' and going_by is null;
