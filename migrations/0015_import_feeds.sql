-- A feed reads by what its source was mapped to the last time, as a file does: it keeps no mapping of its own.
alter table customers.import_feed drop column mapping, drop column dates;
