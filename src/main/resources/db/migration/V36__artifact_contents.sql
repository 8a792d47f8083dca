-- What a phase produced keeps its text, and a run that has ended keeps what it was, as an artifact of its own. A
-- phase's artifacts hang on the phase alone: it may go on in another run, and they go with it.
alter table artifact alter column phase_id drop not null;
alter table artifact
  add column run_id  bigint references run (id) on delete cascade,
  add column bytes   integer check (bytes >= 0),     -- of the text in UTF-8; null: it has none, as a commit's name
  add column content bytea,                          -- null where bytes is not: the text was dropped after its time
  add column packed  boolean not null default false, -- by LZ4
  add constraint artifact_owner check (
    num_nonnulls(phase_id, run_id) = 1 and (kind = 'archive') = (run_id is not null)),
  add constraint artifact_content check (
    (content is null or bytes is not null) and (content is not null or not packed));

-- What is large comes packed; the server's own compression would only cost time.
alter table artifact alter column content set storage external;
create unique index artifact_archive on artifact (run_id, hash) where run_id is not null;
-- What has had its time is found by this, a batch at a time.
create index artifact_contents on artifact (made_at) where content is not null;
