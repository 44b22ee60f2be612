-- What do they tell us? Questions, invitations, answers, and their own words as they were read.
create schema feedback;

create table feedback.survey (
  id uuid primary key,
  slug text not null unique,
  version int not null default 1,
  -- what is asked, as the contract's surveyDraft without its slug
  asks jsonb not null,
  metric text not null check (metric in ('nps', 'csat', 'ces', 'stars')),
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
-- Every version that anyone was asked: an answer is read with the words of its day.
create table feedback.survey_version (
  survey_id uuid not null,
  version int not null,
  asks jsonb not null,
  at timestamptz not null,
  primary key (survey_id, version)
);

-- A place where anyone may answer: a QR on the counter, a tablet in the lounge.
create table feedback.door (
  id uuid primary key,
  survey_id uuid not null,
  site_id uuid not null,
  kind text not null check (kind in ('qr', 'tablet', 'counter')),
  name text not null,
  service text,
  created_at timestamptz not null,
  revoked_at timestamptz
);

create table feedback.invitation (
  id uuid primary key,
  survey_id uuid not null,
  survey_version int not null,
  customer_id uuid not null,
  site_id uuid,
  staff_id uuid,
  asset_id uuid,
  order_id uuid,
  visit_id uuid,
  moment text,
  service text,
  channel text not null,
  touch_id uuid,
  message_id uuid,
  -- the case after which it is asked a second time
  case_id uuid,
  asked_at timestamptz not null,
  opened_at timestamptz,
  answered_at timestamptz,
  expires_at timestamptz not null,
  called_off_at timestamptz
);
create index invitation_customer on feedback.invitation (customer_id, asked_at desc);
create index invitation_asked on feedback.invitation (asked_at desc);
create unique index invitation_touch on feedback.invitation (touch_id) where touch_id is not null;

create table feedback.answer (
  id uuid primary key,
  survey_id uuid,
  survey_version int,
  invitation_id uuid unique,
  door_id uuid,
  -- given by the device that kept it while it was offline
  device_key text unique,
  customer_id uuid,
  site_id uuid,
  staff_id uuid,
  asset_id uuid,
  order_id uuid,
  visit_id uuid,
  moment text,
  service text,
  channel text not null,
  language text not null,
  metric text,
  score smallint,
  scale_min smallint,
  scale_max smallint,
  direction text check (direction in ('up', 'down')),
  band text check (band in ('happy', 'between', 'unhappy')),
  follow_ups jsonb not null default '{}',
  -- may we quote them, and in which words they said so
  quote text check (quote in ('named', 'unnamed')),
  quote_wording text not null default '',
  quote_at timestamptz,
  -- null: counted. Else why not: flood, bot, colleague …
  left_out text,
  at timestamptz not null,
  changed_at timestamptz not null
);
create index answer_at on feedback.answer (at desc);
create index answer_site on feedback.answer (site_id, at desc);
create index answer_customer on feedback.answer (customer_id, at desc);
create index answer_survey on feedback.answer (survey_id, at desc);

create table feedback.verbatim (
  id uuid primary key,
  answer_id uuid unique,
  customer_id uuid,
  site_id uuid,
  staff_id uuid,
  moment text,
  service text,
  language text not null,
  text text not null,
  -- of its folded words: the same text a thousand times is one voice
  shape bytea not null,
  polarity smallint not null,
  sure real not null,
  mixed boolean not null default false,
  themes jsonb not null default '[]',
  kinds text[] not null default '{}',
  callback boolean not null default false,
  promise boolean not null default false,
  leaving boolean not null default false,
  urgent boolean not null default false,
  praised text[] not null default '{}',
  marks jsonb not null default '[]',
  reader text not null,
  -- what a model of the network's choice said besides
  second jsonb,
  corrected_at timestamptz,
  left_out text,
  at timestamptz not null,
  changed_at timestamptz not null
);
create index verbatim_at on feedback.verbatim (at desc, id desc);
create index verbatim_site on feedback.verbatim (site_id, at desc, id desc);
create index verbatim_customer on feedback.verbatim (customer_id);
create index verbatim_shape on feedback.verbatim (shape, at);

-- A person said it better; teaches the reader.
create table feedback.correction (
  id uuid primary key,
  verbatim_id uuid not null,
  by_staff uuid,
  -- polarity, theme:<key>, kind:<key>, callback, promise, leaving, urgent, praised
  head text not null,
  was jsonb,
  becomes jsonb,
  at timestamptz not null,
  undone_at timestamptz
);
create index correction_verbatim on feedback.correction (verbatim_id, at);

-- Themes of the network's own: words that speak of them.
create table feedback.own_theme (
  slug text primary key,
  title jsonb not null,
  words jsonb not null,
  created_at timestamptz not null,
  archived_at timestamptz
);

-- Weights learned from the network's own rated words.
create table feedback.reader (
  id uuid primary key,
  language text not null,
  state text not null check (state in ('champion', 'challenger', 'retired')),
  weights bytea not null,
  learned_from int not null,
  figures jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index reader_champion on feedback.reader (language) where state = 'champion';

-- Days of a site whose answers or words changed: downstream counts them anew. No site: the nil uuid.
create table feedback.changed (
  site_id uuid not null,
  day date not null,
  at timestamptz not null,
  primary key (site_id, day)
);
