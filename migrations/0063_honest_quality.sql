-- How often the base is right, from pairs drawn at random, and whether two people agree.

-- The weight of the pair a merge rests on: the band it is drawn from.
alter table identity.event add column bits double precision generated always as (
  case when because ->> 'probability' is null then null
       when (because ->> 'probability')::double precision >= 1 then 60
       when (because ->> 'probability')::double precision <= 0 then -60
       else ln((because ->> 'probability')::double precision / (1 - (because ->> 'probability')::double precision)) / ln(2::double precision)
  end) stored;

-- A pair drawn at random: of a merge that happened by itself, of those that wait, of those just below asking. In each band the pairs of the
-- smallest hashes: a simple random sample of whatever the band holds, the same at each drawing.
create table identity.control (
  kind text not null check (kind in ('joined', 'asked', 'near')),
  a uuid not null,
  b uuid not null,
  band smallint not null,
  -- its turn within the band
  turn integer not null,
  bits real not null,
  -- of a merge: its event
  event_id uuid,
  drawn_at timestamptz not null,
  primary key (kind, a, b),
  check (a < b)
);
create index control_a on identity.control (a, b);
create index control_b on identity.control (b);

-- How many each band holds. Merges that were undone before anybody drew them are counted apart: it is known that they were wrong.
create table identity.stratum (
  kind text not null check (kind in ('joined', 'asked', 'near')),
  band smallint not null,
  pairs bigint not null,
  undone bigint not null default 0,
  at timestamptz not null,
  primary key (kind, band)
);

-- What a second person said of a pair that somebody had answered, without knowing that it was answered. It measures and moves nothing.
create table identity.second_reading (
  id uuid primary key,
  -- the answer it is beside
  judgement_id uuid not null,
  a uuid not null,
  b uuid not null,
  verdict text not null check (verdict in ('same', 'different', 'unsure')),
  by uuid not null,
  at timestamptz not null,
  undone_at timestamptz,
  check (a < b)
);
create index second_reading_judgement on identity.second_reading (judgement_id);
create index second_reading_pair on identity.second_reading (a, b);
create index second_reading_b on identity.second_reading (b);
create unique index second_reading_once on identity.second_reading (judgement_id, by) where undone_at is null;
