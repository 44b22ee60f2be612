-- What a purchase is of, as the law asks of an offer to a customer (ELEC-2: similar products). Empty: by the kind of the order.
alter table timeline."order" add column family text;
