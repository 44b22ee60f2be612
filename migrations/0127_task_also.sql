-- What a task says for the touches that are told in it: each by itself, so that one that means nothing any more is not said with the others.
alter table work.task add column also jsonb not null default '[]';
