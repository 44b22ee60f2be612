-- Since when an erasure waits: what a source brings of the same person meanwhile goes with it.
alter table consent.request add column scheduled_at timestamptz;
update consent.request set scheduled_at = erase_at - interval '7 days' where state = 'scheduled';
