-- Who took an answer down, at the counter or on the telephone; null: the customer wrote it.
alter table feedback.answer add column taken_by uuid;

create index answer_door on feedback.answer (door_id, at desc) where door_id is not null;
create index invitation_survey on feedback.invitation (survey_id, asked_at desc);
create index invitation_message on feedback.invitation (message_id) where message_id is not null;
create index door_survey on feedback.door (survey_id);
