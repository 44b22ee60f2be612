-- What an import pays for each row, and nothing needs.
--
-- A word is found by its keys, which follow from it: an erasure looks it up there, as the search does.
drop index customers.word_word;

-- Two fifths of the cost of an import's needles went into asking, one by one, whether their customer is there: needles are only ever made of
-- customers that the same transaction has written or locked. They still go with their customer, all of one statement at once.
alter table customers.needle drop constraint needle_customer_id_fkey;
create function customers.forget_needles() returns trigger language plpgsql as $$
begin
  delete from customers.needle where customer_id in (select id from gone);
  return null;
end
$$;
create trigger customer_needles after delete on customers.customer
  referencing old table as gone for each statement execute function customers.forget_needles();
