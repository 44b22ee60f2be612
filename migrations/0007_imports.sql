-- What a source (a diary sent as CSV, an iCal calendar) said of an appointment the last time: what a person changed by hand since
-- differs from it, and stays.
alter table visits.appointment add column said jsonb;

-- An import file is read in slices; out of line and not compressed, a slice costs what it holds.
alter table customers.import_file alter column bytes set storage external;
