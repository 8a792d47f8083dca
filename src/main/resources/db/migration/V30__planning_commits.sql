-- Commits of the default branch that changed planning files, as pushes told of them; the newest two hundred of a
-- repository. Only pages read them: nothing is decided by them.
create table planning_commit (
  repository_id bigint      not null,
  sha           text        not null,
  seen          bigint generated always as identity, -- the order in which they were told
  message       text        not null,                -- its first line
  author        text        not null,                -- login where GitHub knows it, else the name in the commit
  at            timestamptz not null,
  files         text        not null,                -- a JSON list of {"change", "path"}
  more          integer     not null,                -- how many files are not in that list
  primary key (repository_id, sha)
);
create index planning_commit_newest on planning_commit (repository_id, seen desc);
