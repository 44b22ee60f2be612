-- Whether words tell how to reach, pay or follow somebody: written with them. Null: not looked at yet, by the finder of today.
alter table feedback.verbatim add column tells_private boolean;

-- What nobody's name is under is kept by rule: found by its day.
create index verbatim_of_nobody on feedback.verbatim (at) where customer_id is null and tells_private is distinct from false;
