-- Since when an order is in its state, whatever else of it changed since: a title that is corrected does not deliver a car again.
-- Null: nobody wrote it down, and the last change is all that is known.
alter table timeline."order" add column state_at timestamptz;
update timeline."order" o set state_at = f.at
from (select order_id, kind, min(at) as at from timeline.fact where order_id is not null and kind like 'order.%' group by 1, 2) f
where f.order_id = o.id and f.kind = 'order.' || o.state;
