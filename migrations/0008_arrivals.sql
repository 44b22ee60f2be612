-- Is this car here already? Who looks after how many? Asked at every arrival.
create index visit_asset on visits.visit (asset_id, arrived_at desc) where asset_id is not null;
create index visit_busy on visits.visit (site_id, arrived_at) include (going_by, who_id) where state = 'arrived';
