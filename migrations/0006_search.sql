-- Search from any screen: what a customer can be found by.
--
-- `needle` holds, for every customer, each ordered pair of the words of their name: « jean martin » and « martin jean ».
-- A name typed in either order, whole or begun, is then one range of one index, however many Martins there are.
-- `seen` is the day of the last change, in the index so that the latest come first without reading the customers.
create table customers.needle (
  customer_id uuid not null references customers.customer(id) on delete cascade,
  -- name: two words of the name; city: a word of the name, then the city
  kind text not null check (kind in ('name', 'city')),
  key text collate "C" not null,
  seen date not null,
  primary key (customer_id, kind, key)
);
create index needle_key on customers.needle (kind, key, seen desc, customer_id);

-- Every word that occurs in a name, under the keys that bring it back from a mistake:
-- typo: the word, and the word less one letter; fine, sound: its sounds, finely and
-- coarsely; near: the coarse ones, and those less one.
-- Not unique on purpose: two imports that meet a new name must not wait for each other; readers do not mind a twin, and
-- `sweepWords` removes it.
create table customers.word (
  kind text not null check (kind in ('typo', 'fine', 'sound', 'near')),
  key text collate "C" not null,
  word text collate "C" not null
);
create index word_key on customers.word (kind, key, word);
create index word_word on customers.word (word);

-- The exact things, typed in part: a beginning (prefix) or an end (reversed prefix).
create index phone_begins on customers.phone ((e164 collate "C"));
create index phone_ends on customers.phone ((reverse(e164) collate "C"));
create index email_begins on customers.email ((lower(address) collate "C"));
create index plate_begins on customers.plate ((plate collate "C"));
create index asset_vin_begins on customers.asset ((vin collate "C")) where vin is not null;
create index asset_vin_ends on customers.asset ((reverse(vin) collate "C")) where vin is not null;
create index order_number_begins on timeline."order" ((upper(number) collate "C"));
