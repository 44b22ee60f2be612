-- What was chosen under the questions that follow, counted by survey and time: most answers have none.
create index answer_followed on feedback.answer (survey_id, at) where follow_ups <> '{}' and left_out is null;
