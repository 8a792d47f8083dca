-- Pull requests as GitHub told of them. All of a repository's are known in outline; those that the loop follows are
-- read whole, with their reviews, checks and files.

create table mirror_pull_request (
  repository_id   bigint      not null,
  number          integer     not null,
  id              bigint      not null,
  node_id         text        not null default '',
  title           text        not null default '',
  body            text        not null default '',
  state           text        not null check (state in ('open', 'closed', 'merged')),
  draft           boolean     not null default false,
  author_id       bigint,
  author          text        not null default '',
  bot             boolean     not null default false,
  by_app          boolean     not null default false,
  -- What the author may do in the repository, as GitHub said itself: UNKNOWN until it was asked.
  access          text        not null default 'UNKNOWN',
  head_branch     text        not null default '',
  head_sha        text        not null default '',
  -- Null where the repository of the branch is gone.
  head_repository bigint,
  base_branch     text        not null default '',
  base_sha        text        not null default '',
  mergeable       text        not null default 'UNKNOWN' check (mergeable in ('UNKNOWN', 'CLEAN', 'CONFLICTING')),
  merge_state     text        not null default 'UNKNOWN',
  in_merge_queue  boolean     not null default false,
  labels          text        not null default '',
  review_requests text        not null default '',
  threads         integer     not null default 0,
  file_count      integer     not null default 0,
  merge_commit    text,
  -- Issue numbers, one a line: after a closing word, as GitHub counts them, and merely named.
  closes          text        not null default '',
  closing         text        not null default '',
  names           text        not null default '',
  effect_key      text,
  -- Whether the loop follows it: only then is it ever read.
  tracked         boolean     not null default false,
  version         timestamptz not null,
  -- Why it must be read again before a decision depends on it; null when it need not. Doubts are counted, so that
  -- a reading ends only those that it came after.
  dirty           text,
  doubts          integer     not null default 0,
  read_at         timestamptz,
  -- When to ask again, because GitHub did not know or did not answer, and how often that was in a row.
  ask_at          timestamptz,
  asks            integer     not null default 0,
  seen_at         timestamptz not null,
  primary key (repository_id, number)
);
create index mirror_pull_request_doubt on mirror_pull_request (repository_id)
  where tracked and (dirty is not null or ask_at is not null);
create index mirror_pull_request_open on mirror_pull_request (repository_id, number) where state = 'open';
create index mirror_pull_request_tracked on mirror_pull_request (repository_id, number) where tracked;
create index mirror_pull_request_head on mirror_pull_request (repository_id, head_sha);
create index mirror_pull_request_effect on mirror_pull_request (repository_id, effect_key) where effect_key is not null;
create index mirror_pull_request_old on mirror_pull_request (seen_at) where state <> 'open';

create table mirror_review (
  repository_id bigint      not null,
  number        integer     not null,
  id            bigint      not null,
  author_id     bigint,
  author        text        not null default '',
  state         text        not null,
  -- What was reviewed, as first told: GitHub may point a review elsewhere later.
  head          text        not null,
  -- Whether the event of the review said so, and not a reading that came later.
  head_told     boolean     not null default false,
  at            timestamptz not null,
  primary key (repository_id, number, id),
  foreign key (repository_id, number) references mirror_pull_request on delete cascade
);

-- Check runs and commit statuses of the heads of followed pull requests: the latest of a name per head, App and suite.
create table mirror_check (
  repository_id bigint  not null,
  head_sha      text    not null,
  kind          text    not null check (kind in ('run', 'status', 'workflow')),
  app           bigint  not null,
  suite         bigint  not null,
  name          text    not null,
  id            bigint  not null,
  -- Workflow and what set it off, which a later suite of the same replaces; empty while unknown or where there is none.
  workflow      text    not null default '',
  status        text    not null,
  conclusion    text,
  url           text,
  version       timestamptz,
  primary key (repository_id, head_sha, kind, app, suite, name)
);

create table mirror_changed_file (
  repository_id bigint  not null,
  number        integer not null,
  position      integer not null,
  path          text    not null,
  previous      text,
  change        text    not null,
  additions     integer not null,
  deletions     integer not null,
  primary key (repository_id, number, position),
  foreign key (repository_id, number) references mirror_pull_request on delete cascade
);

-- What branch protection and rulesets together ask of a branch.
create table mirror_rules (
  repository_id    bigint      not null,
  branch           text        not null,
  known            boolean     not null,
  -- A JSON list of {"name", "app"}.
  required_checks  text        not null,
  strict           boolean     not null,
  approvals        integer     not null,
  code_owners      boolean     not null,
  threads_resolved boolean     not null,
  merge_queue      boolean     not null,
  methods          text        not null,
  read_at          timestamptz not null,
  primary key (repository_id, branch)
);

-- Which issue a pull request works on, and how that was found; without an issue, why there is none.
create table mirror_issue_link (
  repository_id bigint  not null,
  pull_request  integer not null,
  issue         integer,
  how           text    not null
    check (how in ('closing-word', 'agent-branch', 'cross-reference', 'only-fit', 'person', 'none')),
  note          text    not null default '',
  primary key (repository_id, pull_request),
  foreign key (repository_id, pull_request) references mirror_pull_request on delete cascade
);
create index mirror_issue_link_issue on mirror_issue_link (repository_id, issue) where issue is not null;
