-- A freeze keeps merges back and nothing else; it may stand beside a pause of the same repository.
alter table hold drop constraint hold_kind_check,
  add constraint hold_kind_check check (kind in ('drain', 'stop', 'freeze'));
drop index hold_open;
create unique index hold_open on hold (repository_id, coalesce(pull_request, 0), (kind = 'freeze'))
  where lifted_at is null;

-- A freeze of the settings that begins after a merge was decided: from then on it is not claimed.
alter table effect add column not_after timestamptz;
-- Whether a freeze that somebody has begun lets it through.
alter table effect add column spared boolean not null default false;

-- How many merges there were within the hour, where the settings count them.
create index effect_merged on effect (repository_id, finished_at)
  where kind = 'merge-pull-request' and state = 'done';
