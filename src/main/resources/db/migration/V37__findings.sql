-- What a guard has found against a pull request of the loop, from when until when.
create table finding (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  pull_request  integer     not null,
  phase_id      bigint      references phase (id) on delete cascade,  -- that it is the work of; null: Pawl's own
  guard         text        not null,
  text          text        not null,          -- one sentence
  mends         text        not null check (mends in ('commits', 'person', 'nobody')),
  head          text        not null,          -- the commit that it was first found at
  found_at      timestamptz not null,          -- the world's clock, as below
  resolved_at   timestamptz                    -- null: it still holds
);
create unique index finding_open on finding (repository_id, pull_request, guard, md5(text))
  where resolved_at is null;
create index finding_phase on finding (phase_id, id);
create index finding_resolved on finding (resolved_at) where resolved_at is not null;
