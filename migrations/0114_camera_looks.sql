-- What a camera sees: cars that come, cars that go, or both where nobody said. Most do not say which way a car drives.
alter table signals.source add column looks text check (looks in ('in', 'out'));
