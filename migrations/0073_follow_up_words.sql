-- What somebody wrote in answer to the questions that follow: [{ key, text }] in the order they were asked in. It is read, searched and shown
-- with their words; `text` alone is what they may agree to have quoted or published.
alter table feedback.verbatim add column more jsonb not null default '[]';

-- All that somebody wrote in one answer, as it is read: a blank line between.
create function feedback.whole(text text, more jsonb) returns text language sql immutable parallel safe as $$
  select case when more = '[]'::jsonb then text else concat_ws(E'\n\n', nullif(text, ''),
    (select string_agg(x.m ->> 'text', E'\n\n' order by x.n) from jsonb_array_elements(more) with ordinality x(m, n))) end
$$;

-- Answers of before: what was kept with them and never read is read in its turn, as any words a reader has not seen.
create temporary table said_more on commit drop as
  select a.id, jsonb_agg(jsonb_build_object('key', q.ask ->> 'key', 'text', btrim(a.follow_ups ->> (q.ask ->> 'key'))) order by q.n) as more
  from feedback.answer a join feedback.survey_version s on s.survey_id = a.survey_id and s.version = a.survey_version
  cross join lateral jsonb_array_elements(s.asks -> 'followUps') with ordinality q(ask, n)
  where a.follow_ups <> '{}' and q.ask ->> 'kind' = 'text' and jsonb_typeof(a.follow_ups -> (q.ask ->> 'key')) = 'string'
    and btrim(a.follow_ups ->> (q.ask ->> 'key')) <> ''
  group by a.id;
update feedback.verbatim v set more = m.more, reader = 'again' from said_more m where v.answer_id = m.id;
insert into feedback.verbatim (id, answer_id, customer_id, site_id, staff_id, moment, service, language, text, more, shape, polarity, sure, themes, marks, reader,
  band, left_out, at, changed_at)
  select gen_random_uuid(), a.id, a.customer_id, a.site_id, a.staff_id, a.moment, a.service, a.language, '', m.more,
    substring(sha256(convert_to(lower(feedback.whole('', m.more)), 'UTF8')) for 16), 0, 0, '[]', '[]', 'again', a.band, a.left_out, a.at, a.changed_at
  from said_more m join feedback.answer a on a.id = m.id
  where not exists (select from feedback.verbatim v where v.answer_id = a.id);
