-- Whom the words of a case accuse, by name or by what they are to whoever wrote, or by a person's word: they neither have it nor read it nor end it. Where a
-- person says that it is not about them the row stays, and holds nobody back: words that are read again do not bring it back.
create table recovery.accused (
  case_id uuid not null,
  staff_id uuid not null,
  at timestamptz not null,
  -- null: the words said it
  said_by uuid,
  cleared_at timestamptz,
  cleared_by uuid,
  primary key (case_id, staff_id)
);
create index accused_staff on recovery.accused (staff_id) where cleared_at is null;
-- What is told of such a case on a customer's timeline is not for them either: colleagues who do not read the words of this entry.
alter table timeline.entry add column kept_from uuid[];
