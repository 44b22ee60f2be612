-- What is said of us in public. A review points at an answer: its words and stars are those of the answer, never a copy.
create schema reviews;

-- What a review may be about: a site, a product, a service.
create table reviews.subject (
  id uuid primary key,
  kind text not null check (kind in ('site', 'product', 'service')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  -- addresses it had before: they lead on
  former_slugs text[] not null default '{}',
  -- {"fr": …, "en": …}; a site bears its own name
  title jsonb not null default '{}',
  -- of a site: which; of a product or service: the only place that has it, or null for the whole network
  site_id uuid,
  -- of a service: its codes; of a product: make and model, folded. What an answer is about is found by these.
  matches text[] not null default '{}',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  unique (kind, slug)
);
create unique index subject_of_site on reviews.subject (site_id) where kind = 'site';

create table reviews.review (
  id uuid primary key,
  answer_id uuid not null unique,
  -- null: the network as a whole
  subject_id uuid,
  -- the name they agreed to show; empty: none
  shown_as text not null default '',
  -- the very words of the box they ticked
  wording text not null,
  asked_at timestamptz not null,
  -- its author changed the answer since; known by the mark of words and score when it was asked for, or last changed
  edited_at timestamptz,
  edit_mark bytea,
  -- what it rests on: found in our own records, never told by the author. Null: nothing, it is not verified.
  experience text check (experience in ('visit', 'order', 'sale', 'service')),
  experience_id uuid,
  experience_on date,
  state text not null check (state in ('pending', 'published', 'refused', 'withdrawn')),
  -- what a person has to look at before anything happens: phone, email, iban, staff …
  flags text[] not null default '{}',
  -- SHA-256 of the words a person read: other words are not shown until they were read too
  read_hash bytea,
  published_at timestamptz,
  -- null with a published review: by itself, after the delay
  decided_by uuid,
  decided_at timestamptz,
  -- of a refusal: from the list, and in words
  reason text check (reason in ('insult', 'personal-data', 'off-topic', 'conflict-of-interest', 'illegal', 'other')),
  reason_words text not null default '',
  told_message_id uuid,
  -- what the author of a refused review answered
  appeal text not null default '',
  appeal_at timestamptz,
  appeal_settled_at timestamptz,
  withdrawn_at timestamptz,
  changed_at timestamptz not null,
  check ((experience is null) = (experience_on is null)),
  check (state <> 'published' or published_at is not null),
  check (state <> 'refused' or reason is not null)
);
create index review_state on reviews.review (state, asked_at);
create index review_published on reviews.review (published_at desc, id desc) where state = 'published';
create index review_subject on reviews.review (subject_id, published_at desc, id desc) where state = 'published';
-- One experience, one subject: one review.
create unique index review_experience on reviews.review (experience_id, subject_id) nulls not distinct
  where experience_id is not null and state in ('pending', 'published');

-- The site answers in public, once, and may change it: the day of the change is shown.
create table reviews.reply (
  review_id uuid primary key,
  text text not null,
  -- who speaks, as shown: « Le chef d'atelier »
  role text not null,
  by_staff uuid,
  at timestamptz not null,
  changed_at timestamptz
);

-- Somebody doubts a published review. Nothing of who they are is kept.
create table reviews.report (
  id uuid primary key,
  review_id uuid not null,
  reason text not null check (reason in ('not-authentic', 'insult', 'personal-data', 'off-topic', 'conflict-of-interest', 'illegal', 'other')),
  words text not null default '',
  at timestamptz not null,
  -- more of the same that came while it was open: counted, not kept
  more int not null default 0,
  state text not null default 'open' check (state in ('open', 'kept', 'upheld')),
  settled_by uuid,
  settled_at timestamptz
);
create index report_open on reviews.report (at) where state = 'open';
create index report_review on reviews.report (review_id);

create table reviews.setting (
  one boolean primary key default true check (one),
  -- is publication offered on the page of thanks?
  offered boolean not null default true,
  -- answers by QR or tablet, and others that rest on nothing: never shown, or shown as not verified
  unverified text not null default 'never' check (unverified in ('never', 'marked')),
  -- published by a person, or by itself after some days when nobody refused and nothing was flagged
  by_itself boolean not null default false,
  delay_days int not null default 7 check (delay_days between 1 and 60),
  keep_months int not null default 36 check (keep_months between 1 and 120),
  -- what is given in return for a review, by language; empty: nothing
  in_return jsonb not null default '{}',
  changed_by uuid,
  changed_at timestamptz
);
insert into reviews.setting default values;
