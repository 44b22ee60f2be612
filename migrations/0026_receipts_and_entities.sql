-- Who a receipt was written about, as the chain holds it. `customer_id` says who that is today: it follows a merge, and comes back with
-- it; `subject_id` never moves.
alter table consent.receipt add column subject_id uuid;
update consent.receipt set subject_id = customer_id;

-- A receipt is never changed and never goes. Two things are allowed: its pointer follows a merge, and an erasure empties its content (the
-- salt too, so that nobody can guess at what the hash was made of); what the chain is made of stays.
create function consent.keep_receipts() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a receipt is never deleted: erase its content instead';
  end if;
  if (new.seq, new.id, new.content_hash, new.previous_hash, new.hash)
    is distinct from (old.seq, old.id, old.content_hash, old.previous_hash, old.hash) then
    raise exception 'the chain of receipts is never rewritten';
  end if;
  if new.erased_at is not null and old.erased_at is null then
    if new.customer_id is not null or new.subject_id is not null or new.contact is not null or new.site_id is not null
      or new.by_staff is not null or new.salt <> '' or new.wording <> '' or new.wording_version <> '' or new.place <> ''
      or new.evidence <> '{}' then
      raise exception 'an erasure empties a receipt whole';
    end if;
    return new;
  end if;
  if (new.subject_id, new.at, new.action, new.channel, new.purpose, new.contact, new.wording, new.wording_version, new.place,
      new.site_id, new.by_staff, new.evidence, new.salt, new.erased_at)
    is distinct from (old.subject_id, old.at, old.action, old.channel, old.purpose, old.contact, old.wording, old.wording_version,
      old.place, old.site_id, old.by_staff, old.evidence, old.salt, old.erased_at) then
    raise exception 'a receipt is never changed: saying otherwise is another one';
  end if;
  return new;
end $$;
create trigger keep_receipts before update or delete on consent.receipt
  for each row execute function consent.keep_receipts();

-- Which company of the network a site belongs to, where there are several (CALL-4, ELEC-2). Not named here: the network's own.
create table consent.site_entity (
  site_id uuid primary key,
  legal_entity text not null
);
create index attempt_touch on consent.attempt (touch_id) where touch_id is not null;
