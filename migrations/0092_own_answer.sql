-- An answer that nobody's name is under is opened and erased by whoever holds its code. Only a mark of the code is kept.
alter table feedback.answer add column own_mark text;
create unique index answer_own_mark on feedback.answer (own_mark) where own_mark is not null;

-- What was erased by its author, so that a tablet which did not hear that it was taken in does not bring it back.
create table feedback.erased (
  own_mark text primary key,
  at timestamptz not null
);
