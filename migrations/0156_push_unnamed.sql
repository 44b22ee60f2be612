-- A telephone lies on the counter, and a notification is read by whoever stands there: whose it is may leave the names out of it.
alter table network.push add column unnamed boolean not null default false;
