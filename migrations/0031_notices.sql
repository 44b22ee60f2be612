-- Words that ask for a consent, and words that tell (CALL-7, ELEC-2, POST-1): both have versions.
alter table consent.wording add column action text not null default 'given' check (action in ('given', 'notice'));
alter table consent.wording drop constraint wording_channel_purpose_language_version_key;
alter table consent.wording add unique (action, channel, purpose, language, version);
