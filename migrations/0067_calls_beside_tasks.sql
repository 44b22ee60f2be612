-- Calls that no task asked for: placed by the telephone system, or written down by hand. They count as the others do (CALL-4).
-- `source` says who told of it; `key` is the call, so that it is told once. People of one number share the key of a call to it.
alter table consent.attempt add column source text not null default 'work';
alter table consent.attempt add column key text;
create index attempt_call on consent.attempt (source, key) where key is not null;
