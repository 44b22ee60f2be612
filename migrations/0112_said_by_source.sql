-- What a source no longer says of two people ends; what a person said stays. Who said it is known of what imports wrote; the rest counts as a person's word.
alter table customers.relation add column by_hand boolean not null default true;
update customers.relation r set by_hand = false
from network.audit a
where a.action = 'customer.relate' and a.detail ? 'import' and a.customer_id = r.customer_id and a.detail ->> 'otherId' = r.other_id::text;

-- Cars that a run gave to somebody else than its source did before: at its end it is looked at whether the file still says so of the others.
alter table customers.import add column handed jsonb not null default '[]';
