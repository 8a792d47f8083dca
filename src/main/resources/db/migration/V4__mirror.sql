-- What Pawl believes of GitHub. Everything is keyed by GitHub's ids: names change, repositories move.

create table mirror_installation (
  id            bigint primary key,
  account_id    bigint      not null,
  account       text        not null,
  account_type  text        not null,
  state         text        not null check (state in ('active', 'suspended', 'removed')),
  version       timestamptz not null,
  seen_at       timestamptz not null
);

create table mirror_repository (
  id              bigint primary key,
  node_id         text,
  installation_id bigint      not null,
  owner           text        not null,
  name            text        not null,
  state           text        not null check (state in ('active', 'removed', 'deleted')),
  default_branch  text,
  head            text,
  archived        boolean     not null default false,
  private         boolean     not null default false,
  issues_enabled  boolean     not null default true,
  empty           boolean     not null default false,
  version         timestamptz,
  -- Set while what is stored is known to be incomplete or doubtful; it is read again before a decision depends on it.
  dirty           text,
  read_at         timestamptz,
  unreadable      text
);
create index mirror_repository_installation on mirror_repository (installation_id);

-- The planning files of the default branch, as last read.
create table mirror_file (
  repository_id bigint not null,
  path          text   not null,
  role          text   not null,
  blob          text   not null,
  bytes         bigint not null,
  content       text,
  primary key (repository_id, path)
);

create table mirror_issue (
  repository_id bigint      not null,
  number        integer     not null,
  id            bigint      not null,
  title         text        not null,
  body          text        not null,
  state         text        not null check (state in ('open', 'closed', 'deleted', 'transferred')),
  state_reason  text,
  locked        boolean     not null default false,
  author_id     bigint,
  author        text,
  by_app        boolean     not null default false,
  labels        text        not null default '',
  assignees     text        not null default '',
  -- The key of the effect that made it, when its body carries the marker and Pawl is its author.
  effect_key    text,
  version       timestamptz not null,
  dirty         boolean     not null default false,
  primary key (repository_id, number)
);
create index mirror_issue_effect on mirror_issue (repository_id, effect_key) where effect_key is not null;

create table mirror_comment (
  id            bigint primary key,
  repository_id bigint      not null,
  issue         integer     not null,
  author_id     bigint,
  author        text,
  by_app        boolean     not null default false,
  body          text        not null,
  deleted       boolean     not null default false,
  version       timestamptz not null
);
create index mirror_comment_issue on mirror_comment (repository_id, issue);
