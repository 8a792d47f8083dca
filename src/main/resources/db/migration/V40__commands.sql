-- What people have said to Pawl on GitHub, one row a command. Times are the world's clock.
create table command (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  source        text        not null
                check (source in ('comment', 'review', 'review-comment', 'issue', 'pull-request')),
  source_id     bigint      not null,          -- GitHub's id of the text that it stands in
  number        integer     not null,          -- of the issue or pull request
  pull_request  boolean     not null,
  line          text        not null,
  line_hash     text        not null,
  occurrence    integer     not null,          -- of the same line within one text, from 1 on
  said_by_id    bigint      not null,          -- who wrote it, or put it in by an edit
  said_by       text        not null,
  said_at       timestamptz not null,
  state         text        not null default 'received'
                check (state in ('received', 'authorised', 'done', 'declined', 'refused', 'ignored')),
  outcome       text        not null default '',
  tries         integer     not null default 0,
  not_before    timestamptz,
  effect_key    text,                          -- of the write that its answer tells of
  ended_at      timestamptz
);
-- The same text told twice, or edited in another place, says a command once.
create unique index command_once on command
  (repository_id, source, source_id, line_hash, occurrence);
create index command_open on command (repository_id, id) where state in ('received', 'authorised');
create index command_said_by on command (repository_id, said_by_id, ended_at);
create index command_ended on command (ended_at) where ended_at is not null;
