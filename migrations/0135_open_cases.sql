-- Who is expected at a site is asked every few seconds, and its open cases are few among all that ever happened: without this the whole timeline was read.
create index entry_open_case on timeline.entry (site_id, at) where kind = 'case' and closed_at is null;
