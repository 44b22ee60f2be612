-- Most who come in with a file have no advisor yet: a million lines of this index said so, and nobody ever asks for them.
drop index customers.customer_advisor;
create index customer_advisor on customers.customer (advisor_id) where advisor_id is not null;
