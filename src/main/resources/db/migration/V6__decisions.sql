-- What a policy saw, stored once by the hash of its content.
create table view (
  hash          text primary key,
  version       integer     not null,
  content       text        not null,
  stored_at     timestamptz not null
);

-- One row whenever a repository's decision changes.
create table decision (
  id             bigint generated always as identity primary key,
  repository_id  bigint      not null,
  lane           text        not null,
  stage          text        not null,
  state          text        not null,
  reason         text        not null,
  change         text        not null,   -- what would change this
  content        text        not null,
  view_hash      text        not null references view (hash),
  policy_version integer     not null,
  decided_at     timestamptz not null,   -- first decided, the world's clock
  wake_at        timestamptz
);
create index decision_repository on decision (repository_id, id desc);

-- The last settings of a repository that could be read without a mistake.
create table repository_settings (
  repository_id bigint primary key,
  blob          text        not null,
  content       text        not null,
  mistakes      text,                    -- of a newer text that is not in force; null when there is none
  mistaken_blob text,
  loaded_at     timestamptz not null
);
