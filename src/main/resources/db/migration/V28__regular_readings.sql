-- When a repository is read though nothing was told of it (the world's clock), or sooner where deliveries were lost.
-- Null until its lane was worked in once.
alter table lane add column reread_at timestamptz;

-- Lanes that wait for nothing find out when their reading is due: after a replica of the version before has ended, and
-- not all at once.
update lane set wake_at = clock_timestamp() + interval '10 minutes' + random() * interval '30 minutes',
  wake_reason = 'the next regular reading is to be set'
where name like 'repo:%' and wake_at is null;

-- Which repository a delivery was about, so that it can be read where the delivery is lost; null where GitHub names none.
alter table gap_delivery add column repository_id bigint;

-- Whether the names of the files in processed/ are known: before, none is missed.
alter table mirror_repository add column processed_read boolean not null default false;

-- Whether people were asked something is looked up by its name.
create index intervention_name on intervention (repository_id, name text_pattern_ops);
