-- Who put away what the first days still ask for: it follows the person, not the browser.
alter table network.staff add column way_on_away_at timestamptz;
