-- A task is about an order too: within a contract in progress a call may be made about its own vehicle or order, and about nothing else
-- (CALL-2). Without it a lawful call never reached the short list.
alter table work.task add column order_id uuid;
update work.task t set order_id = u.order_id from moments.touch u where u.id = t.touch_id and u.order_id is not null;
