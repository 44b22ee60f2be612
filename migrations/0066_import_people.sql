-- Whom an import brought or changed, and for a change what stood before and what stands after, by field: {"city": ["Lyon", "Dijon"]}. A field of a
-- vehicle has the vehicle's id before it: {"<asset>.mileage": [12000, 15000]}. `null` in place of the two: no longer kept.
-- No foreign key: a million of these come in with a file, and an erasure takes them out by hand.
create table customers.import_person (
  import_id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('new', 'changed')),
  changes jsonb not null default '{}',
  primary key (import_id, customer_id)
);
create index import_person_changed on customers.import_person (import_id, customer_id) where kind = 'changed';

-- Of imports before this, the log knows whom they wrote and which fields; not what stood there.
insert into customers.import_person (import_id, customer_id, kind, changes)
select i.id, a.customer_id,
  case when bool_or(a.action = 'customer.create') then 'new' else 'changed' end,
  case when bool_or(a.action = 'customer.create') then '{}' else coalesce(jsonb_object_agg(
    case when a.action = 'asset.change' then (a.detail ->> 'asset') || '.' || case f.field when 'plates' then 'plate' else f.field end else f.field end, null)
    filter (where f.field is not null and not (a.action = 'asset.change' and f.field = 'owners')), '{}') end
from network.audit a
join customers.import i on i.id::text = a.detail ->> 'import' and i.kind = 'customers' and a.at >= i.started_at
left join lateral jsonb_array_elements_text(case jsonb_typeof(a.detail -> 'fields') when 'array' then a.detail -> 'fields' else '[]' end) f(field) on true
where a.action in ('customer.create', 'customer.change', 'asset.change')
  and exists (select from customers.customer c where c.id = a.customer_id)
group by i.id, a.customer_id;
