-- Where the default branch stood before it last moved, and when (the world's clock): a reading that still shows it is
-- older than what was told. Null where nothing was told of a move from a known commit.
alter table mirror_repository add column previous_head text;
alter table mirror_repository add column head_moved_at timestamptz;

-- The phases that ended last are looked at, whenever they were opened.
drop index phase_ended;
create index phase_ended on phase (repository_id, changed_at desc, id desc) where state in ('done', 'skipped', 'cancelled');
