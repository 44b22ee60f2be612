-- Who took answers down, lately: asked each time somebody takes one down of a person nobody knows.
create index answer_taken_by on feedback.answer (taken_by, at desc) where taken_by is not null and customer_id is null;
