-- Each source of weather: when it was asked last, when it last answered, and what went wrong since.
create table moments.weather_asked (
  source text primary key,
  asked_at timestamptz not null,
  answered_at timestamptz,
  -- why the last asking brought nothing; null when it answered
  problem jsonb,
  told integer not null default 0,
  -- lines that could not be used, each with where it stands and why
  aside jsonb not null default '[]'
);
