-- What do all of them say? Counts by day of what `feedback` holds, counted anew, whole, whenever a day changed. Nothing here is of a person.
create schema voice;

-- `grain` d: `start` is a day (UTC); m: a month, by its first day, the sum of its days. No site: the nil uuid; no moment or service: ''.
create table voice.score (
  grain "char" not null,
  start date not null,
  site_id uuid not null,
  metric text not null,
  moment text not null,
  service text not null,
  channel text not null,
  -- how many steps the scale has above its lowest one: 10 for 0 to 10
  steps smallint not null,
  -- answers by step, 0 the bad end whichever way the scale was asked
  s0 int not null, s1 int not null, s2 int not null, s3 int not null, s4 int not null, s5 int not null,
  s6 int not null, s7 int not null, s8 int not null, s9 int not null, s10 int not null,
  -- kept but not counted: floods, bots
  left_out int not null,
  primary key (grain, start, site_id, metric, moment, service, channel, steps)
);
create index score_site on voice.score (site_id, grain, start);

-- Their words: how they lean, what kind they are, what should not wait.
create table voice.words (
  grain "char" not null,
  start date not null,
  site_id uuid not null,
  moment text not null,
  service text not null,
  channel text not null,
  good int not null, neutral int not null, bad int not null, mixed int not null,
  compliment int not null, problem int not null, suggestion int not null, question int not null,
  callback int not null, promise int not null, leaving int not null, urgent int not null,
  left_out int not null,
  primary key (grain, start, site_id, moment, service, channel)
);
create index words_site on voice.words (site_id, grain, start);

create table voice.theme (
  grain "char" not null,
  start date not null,
  site_id uuid not null,
  theme text not null,
  moment text not null,
  service text not null,
  channel text not null,
  good int not null, neutral int not null, bad int not null,
  primary key (grain, start, site_id, theme, moment, service, channel)
);
create index theme_site on voice.theme (site_id, grain, start);

-- Invitations by the day they were sent.
create table voice.asked (
  grain "char" not null,
  start date not null,
  site_id uuid not null,
  moment text not null,
  service text not null,
  channel text not null,
  asked int not null, opened int not null, answered int not null, called_off int not null,
  primary key (grain, start, site_id, moment, service, channel)
);
create index asked_site on voice.asked (site_id, grain, start);

-- Who could have been asked: customers who were here, had something delivered or done, each once a day and site.
create table voice.came (
  grain "char" not null,
  start date not null,
  site_id uuid not null,
  came int not null,
  -- of them, those who were invited within fourteen days
  invited int not null,
  primary key (grain, start, site_id)
);
