-- What a source says of an order beyond the fields of the house, under the names of its own columns.
alter table timeline."order" add column attributes jsonb not null default '{}';
