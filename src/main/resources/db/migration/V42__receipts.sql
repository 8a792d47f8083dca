-- What a merge was judged by, from the decision that asked for it until the merge is seen.
create table merge_judgement (
  effect_key    text        primary key,
  repository_id bigint      not null,
  pull_request  integer     not null,
  content       text        not null,          -- the receipt, as far as it can be known by then
  judged_at     timestamptz not null           -- the world's clock, as below
);
create index merge_judgement_pull on merge_judgement (repository_id, pull_request);
create index merge_judgement_old on merge_judgement (judged_at);

-- One receipt for each merged pull request of the loop and of Pawl's own. Once it is complete, only the watch's
-- verdict changes.
create table merge_receipt (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  pull_request  integer     not null,
  phase_id      bigint,                        -- that it was the work of; null: of none
  effect_key    text,                          -- of Pawl's own merge; null: somebody else merged it
  hash          text        not null,          -- SHA-256 of the content in UTF-8
  bytes         integer     not null check (bytes >= 0),
  content       bytea,                         -- null: dropped after its time
  packed        boolean     not null default false,
  recorded_at   timestamptz not null,
  completed_at  timestamptz,                   -- null until it was read what landed
  landed        text,                          -- the commit that the base then had
  landed_on     text,                          -- the commit before it
  watch         text        not null default 'pending',
  watch_why     text        not null default '',
  watch_change  text        not null default '',
  watch_checks  text        not null default '[]',  -- JSON: the checks that judge
  watch_red     text        not null default '',    -- names of those that turned red, one a line
  watch_until   timestamptz,
  watch_looks   integer     not null default 0,  -- how often it was read once more
  watched_at    timestamptz,                   -- when the watch last said something else
  red_at        timestamptz,                   -- when it first said that the branch is red; null: never
  unique (repository_id, pull_request),
  check (content is not null or not packed)
);
alter table merge_receipt alter column content set storage external;
create index merge_receipt_latest on merge_receipt (repository_id, id);
create index merge_receipt_watched on merge_receipt (repository_id) where watch in ('pending', 'open', 'red');
create index merge_receipt_red on merge_receipt (repository_id, id) where red_at is not null;
create index merge_receipt_phase on merge_receipt (phase_id) where phase_id is not null;
create index merge_receipt_contents on merge_receipt (recorded_at) where content is not null;

alter table mirror_pull_request
  add column merged_by text,                             -- null until that was read
  add column watched   boolean not null default false,   -- whether checks of what it became are followed
  add column receipt   boolean not null default false;   -- whether nothing more is written into its receipt
-- Of what was merged before there were receipts there is none.
update mirror_pull_request set receipt = true where state = 'merged';
-- So that a check of a commit that nobody follows costs no question more.
alter table mirror_repository add column watching boolean not null default false;
create index mirror_pull_request_watched on mirror_pull_request (repository_id) where watched;
