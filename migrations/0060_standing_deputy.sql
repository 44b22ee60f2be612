-- Who goes for somebody who is away, when they named nobody this time: set once, so that leaving takes one tap.
alter table network.staff add column deputy_id uuid references network.staff (id) on delete set null;
