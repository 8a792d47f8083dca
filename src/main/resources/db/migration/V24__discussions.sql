-- What was said about the pull requests that the loop follows, as last read: a JSON list, bounded, with who may write.
create table mirror_discussion (
  repository_id bigint  not null,
  number        integer not null,
  utterances    text    not null,
  -- How many more there are that were not read, or not kept, at least.
  left_out      integer not null,
  primary key (repository_id, number),
  foreign key (repository_id, number) references mirror_pull_request on delete cascade
);
-- Names what is kept, so that a reading that found the same writes nothing; null until one found any.
alter table mirror_pull_request add column discussion_hash text;
