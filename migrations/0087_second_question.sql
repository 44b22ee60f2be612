-- An answer to "is it settled for you?", asked after a case. Its score answers that question: it is no satisfaction, and no rating of what the case was about.
-- Kept with the answer, for an erasure takes the invitation away and leaves the bare score.
alter table feedback.answer add column after_case boolean not null default false;
update feedback.answer a set after_case = true
where a.invitation_id in (select id from feedback.invitation where case_id is not null)
  or a.survey_id in (select id from feedback.survey where slug = 'is-it-settled');
insert into feedback.changed (site_id, day, at)
select distinct coalesce(site_id, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date, now()
from feedback.answer where after_case
on conflict (site_id, day) do update set at = excluded.at;
