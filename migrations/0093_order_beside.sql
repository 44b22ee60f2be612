-- Two customers may have orders of one number under one source (two sites that count from one): each has its own. Empty for the first that came;
-- for others a digest of whom the source says the order is of.
alter table timeline."order" add column beside text not null default '';
create unique index order_once on timeline."order" (source, number, beside);
alter table timeline."order" drop constraint order_source_number_key;
