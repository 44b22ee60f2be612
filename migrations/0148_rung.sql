-- How often the telephone of a colleague rang lately, about what: many cases within minutes ring as one.
create table recovery.rung (
  staff_id uuid not null,
  about text not null check (about in ('case', 'urgent', 'thanks')),
  since timestamptz not null,
  n integer not null,
  primary key (staff_id, about)
);
