-- What was decided on what customers say, by whom and until when; and whom it was told to.
create table voice.decision (
  id uuid primary key,
  text text not null,
  why text not null default '',
  -- null: the whole network
  site_ids uuid[],
  theme text,
  owner_id uuid,
  due_on date,
  state text not null default 'open' check (state in ('open', 'doing', 'settled', 'dropped')),
  -- what came of it, or why it was dropped
  outcome text not null default '',
  settled_at timestamptz,
  -- those who raised it were told, or nobody was to be: until then it stays open
  told_at timestamptz,
  -- why nobody was told by a message
  told_because text not null default '',
  created_by uuid,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index decision_made on voice.decision (created_at desc);

-- The words it answers.
create table voice.decision_word (
  decision_id uuid not null,
  verbatim_id uuid not null,
  by_staff uuid,
  at timestamptz not null,
  primary key (decision_id, verbatim_id)
);
create index decision_word_verbatim on voice.decision_word (verbatim_id);

-- What was done about it, day by day; a change of state stands among the notes.
create table voice.decision_note (
  id uuid primary key,
  decision_id uuid not null,
  by_staff uuid,
  by_name text not null default '',
  -- null: a note
  state text,
  text text not null default '',
  at timestamptz not null
);
create index decision_note_of on voice.decision_note (decision_id, at);

-- "You said, we did": the words, whom they are for, how far it is.
create table voice.telling (
  decision_id uuid primary key,
  -- theme, sites, from, to; the authors of the linked words are always meant
  audience jsonb not null,
  -- subject, message and sms by language
  words jsonb not null,
  by_staff uuid,
  total int not null,
  at timestamptz not null,
  done_at timestamptz
);

-- Each once a decision: the message, or why none.
create table voice.told (
  decision_id uuid not null,
  customer_id uuid not null,
  message_id uuid,
  because jsonb not null default '[]',
  at timestamptz not null,
  primary key (decision_id, customer_id)
);
create index told_customer on voice.told (customer_id);
