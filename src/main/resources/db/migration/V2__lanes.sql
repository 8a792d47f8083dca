-- The ordered work of one repository, one installation, or the App itself.
create table lane (
  name         text primary key,
  -- Grows by one with each claim; a worker that lost its lease no longer matches it and can no longer write.
  fencing      bigint      not null default 0,
  held_by      uuid,
  lease_until  timestamptz,          -- real time, the database's clock
  wake_at      timestamptz,          -- the world's clock: the lane's one timer
  wake_reason  text,
  retry_at     timestamptz,          -- the world's clock: not before this after a failure
  failures     integer     not null default 0,
  error        text,
  -- Raised by whoever wakes the lane from outside, so that a release does not overwrite the wish.
  signal       bigint      not null default 0,
  moved_at     timestamptz           -- when a step was last taken, the world's clock
);
create index lane_due on lane (wake_at) where wake_at is not null;

-- One row for each process of Pawl.
create table replica (
  id           uuid primary key,
  host         text        not null,
  version      text        not null,
  started_at   timestamptz not null default clock_timestamp(),
  beat_at      timestamptz not null default clock_timestamp(),
  stopped_at   timestamptz,
  steps        bigint      not null default 0,
  failures     bigint      not null default 0,
  dead_letters bigint      not null default 0
);
