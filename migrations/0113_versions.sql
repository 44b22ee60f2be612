-- Two managers who change the same person or the same site at once: whoever comes second is told, and writes over nothing unseen.
alter table network.staff add column version int not null default 1;
alter table network.site add column version int not null default 1;
