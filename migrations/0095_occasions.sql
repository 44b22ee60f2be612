-- A moment of the clock looks again at the days it has looked at: somebody may have been written since. But not at days before it was in force.
alter table moments.swept add column since date;
update moments.swept set since = least(until, at::date);
alter table moments.swept alter column since set not null;

-- An occasion holds its date, no longer its year alone: the second service of one year is another one. The date stands in the first reason.
update moments.touch
  set occasion = regexp_replace(occasion, ':\d{4}(:\d+)?$', ':' || (because -> 0 -> 'values' ->> 'day') || '\1')
  where because -> 0 ->> 'code' like 'clock.%' and because -> 0 ->> 'code' not in ('clock.silence', 'clock.next-visit')
    and because -> 0 ->> 'code' not like 'clock.weather.%' and because -> 0 -> 'values' ->> 'day' ~ '^\d{4}-\d{2}-\d{2}$' and occasion ~ ':\d{4}(:\d+)?$';
