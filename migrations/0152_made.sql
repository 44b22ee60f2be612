-- What somebody just sent, as a digest, and what it made: sent again within minutes, it is what was made already.
create table network.made (
  digest text primary key,
  id uuid not null,
  at timestamptz not null
);
create index made_at on network.made (at);
