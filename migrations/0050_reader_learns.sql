-- The reader learns from the network's own rated words, a language at a time.
create table feedback.learning (
  language text primary key,
  -- a person went back to the shipped reader: nothing takes over until they say so
  held_at timestamptz,
  held_by uuid,
  -- what the last night found
  looked_at timestamptz,
  found jsonb,
  -- how much the last learning had: without more, nothing is learned anew
  learned_rated int,
  learned_corrections int
);

-- A model of the network's own choice that reads besides, where the reader was unsure. One row, once somebody set it.
create table feedback.second_opinion (
  one boolean primary key default true check (one),
  url text not null,
  model text not null,
  key_sealed text,
  -- null: off
  on_since timestamptz,
  -- who agreed that texts, masked, are sent to this address
  agreed_by uuid,
  agreed_at timestamptz,
  -- its word goes into the figures where the reader was unsure
  refine boolean not null default false,
  most_a_day int not null,
  -- how far it has read
  seen_to timestamptz not null,
  seen_id uuid not null,
  read int not null default 0,
  bad int not null default 0,
  failed int not null default 0,
  problem text,
  problem_at timestamptz,
  day date,
  day_read int not null default 0
);
create index verbatim_changed on feedback.verbatim (changed_at, id);
create index verbatim_second on feedback.verbatim (at desc, id desc) where second is not null;
