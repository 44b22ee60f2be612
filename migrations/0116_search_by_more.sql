-- The end of a plate, and what stands behind its first two signs: « 123 » of AB-123-CD is what one remembers of it.
create index plate_ends on customers.plate ((reverse(plate) collate "C"));
create index plate_behind on customers.plate ((substr(plate, 3) collate "C"));

-- « martin clio »: a model, or a make with it, begun. Accents and what stands between letters are left out, as in `vehicle-words.ts`.
create index asset_model_begins on customers.asset
  ((translate(lower(model), 'àâäáéèêëíîïóôöúùûüç -./''’', 'aaaaeeeeiiiooouuuuc') collate "C")) where archived_at is null;
create index asset_make_begins on customers.asset
  ((translate(lower(make || model), 'àâäáéèêëíîïóôöúùûüç -./''’', 'aaaaeeeeiiiooouuuuc') collate "C")) where archived_at is null;

-- « martin chesnay »: a town is found without its article, by those who are filed already too.
insert into customers.needle (customer_id, kind, key, seen)
select n.customer_id, 'city',
  split_part(n.key, ' ', 1) || ' ' || substr(split_part(n.key, ' ', 2), length(substring(c.city from '^\S+?(?=[ -])')) + 1), n.seen
from customers.customer c join customers.needle n on n.customer_id = c.id and n.kind = 'city'
where c.city ~* '^(le|la|les|los|las|el|il|den|de)[ -]+\S'
on conflict do nothing;
