-- When somebody last did something on their own page that leaves no dated row of its own: mended their details, asked to be called.
-- How long a person is kept is counted from what comes from them.
alter table consent.preference add column heard_at timestamptz;
