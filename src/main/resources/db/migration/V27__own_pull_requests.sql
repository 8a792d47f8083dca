-- The commit that an effect made, or at which it made a branch: what Pawl's own pull request must still stand at.
alter table effect add column result_commit text;

-- Somebody's wish that a repository be given its folders, a template of the goal and its settings, by one pull request.
-- One is open at a time; the next is asked for when it has ended.
create table onboarding (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  who           text        not null,
  asked_at      timestamptz not null,          -- the world's clock
  ended_at      timestamptz,
  outcome       text                           -- how it ended, as one sentence; null while it is open
);
create unique index onboarding_open on onboarding (repository_id) where ended_at is null;
create index onboarding_latest on onboarding (repository_id, id desc);
