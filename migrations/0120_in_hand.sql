-- Who looks after whom now is counted over every site: who works at two places is as busy at the one as at the other.
create index visit_in_hand on visits.visit (arrived_at) include (going_by, who_id) where state = 'arrived';
