-- Words of a verbatim as they are searched: folded, so that accents and capitals do not matter.
alter table feedback.verbatim add column words tsvector;
update feedback.verbatim set words = to_tsvector('simple', lower(text));
create index verbatim_words on feedback.verbatim using gin (words);

-- The band of its answer, so that a list is narrowed down by it without looking up each answer.
alter table feedback.verbatim add column band text check (band in ('happy', 'between', 'unhappy'));
update feedback.verbatim v set band = a.band from feedback.answer a where a.id = v.answer_id;

-- What is rare is found without walking through all that is not.
create index verbatim_themes on feedback.verbatim using gin (themes jsonb_path_ops);
create index verbatim_alert on feedback.verbatim (at desc, id desc) where callback or promise or leaving or urgent;
create index verbatim_praised on feedback.verbatim (at desc, id desc) where praised <> '{}';
create index verbatim_moment on feedback.verbatim (moment, at desc, id desc) where moment is not null;
-- Who has still to be read anew.
create index verbatim_reader on feedback.verbatim (reader, at desc);

-- What was corrected in one go is taken back in one go.
alter table feedback.correction add column batch uuid;
create index correction_batch on feedback.correction (batch);
