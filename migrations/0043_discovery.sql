-- What do they say now that they did not say before? Phrases with the ids of those who said them; the words themselves stay where they are.
create table voice.look (
  id uuid primary key,
  -- the nil uuid: the whole network
  site_id uuid not null,
  from_day date not null,
  to_day date not null,
  before_from date not null,
  -- people who wrote, now and before
  n_now int not null,
  n_before int not null,
  -- phrases that were compared
  tested int not null,
  -- a matter that nobody raised before is found four times in five from this share on; null: hardly ever
  seen_from real,
  said text not null check (said in ('found', 'nothing', 'few')),
  at timestamptz not null
);
create index look_site on voice.look (site_id, at desc);

create table voice.found (
  look_id uuid not null,
  place int not null,
  -- as most write it, and as it is compared
  phrase text not null,
  key text not null,
  direction text not null check (direction in ('more', 'less')),
  now int not null,
  before int not null,
  -- how many times as often, with its interval
  times real not null,
  low real not null,
  high real not null,
  p double precision not null,
  good int not null,
  bad int not null,
  verbatim_ids uuid[] not null,
  primary key (look_id, place)
);

-- Phrases that somebody does not want to be shown.
create table voice.hushed (
  key text primary key,
  by_staff uuid,
  at timestamptz not null
);

-- Words of a theme of their own as they were typed; `words` has them folded, as they are compared.
alter table feedback.own_theme add column typed jsonb not null default '{}';

-- Who was asked on a day of a site.
create index invitation_site on feedback.invitation (site_id, asked_at);

-- Grains D and M beside d and m: days and months with all moments, services and channels together, which most questions are about.
comment on column voice.score.grain is 'd a day, m a month by its first day; D and M: all moments, services and channels together';
-- What was counted before they were there is counted once more.
insert into feedback.changed (site_id, day, at) select distinct site_id, start, now() from voice.score where grain = 'd' on conflict do nothing;
