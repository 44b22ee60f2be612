-- Who was entered in a network of one site, and of none, is of that one: their cases and letters were nobody's place.
update customers.customer set site_id = (select id from network.site where archived_at is null)
where site_id is null and (select count(*) from network.site where archived_at is null) = 1;
