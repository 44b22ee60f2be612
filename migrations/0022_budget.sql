-- How much? The attention a person received: every contact, by whatever hand or channel. What we chose not to send is told by the touches.
create schema budget;

create table budget.attention (
  id uuid primary key,
  customer_id uuid not null,
  at timestamptz not null,
  -- call, email, sms, voice-drop, postcard, push, word, coffee, linkedin, whatsapp, visit
  channel text not null,
  -- what it weighs, in contacts: an e-mail is one
  weight real not null,
  -- did it come from them? What they ask for weighs nothing.
  from_them boolean not null default false,
  moment text,
  core boolean not null default false,
  touch_id uuid unique,
  staff_id uuid,
  site_id uuid
);
create index attention_customer on budget.attention (customer_id, at desc);
create index attention_at on budget.attention (at);
