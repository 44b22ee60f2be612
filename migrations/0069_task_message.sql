-- What is written by hand on LinkedIn or WhatsApp: the words, ready to be copied.
alter table work.task add column message text not null default '';
