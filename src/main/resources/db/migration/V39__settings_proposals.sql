-- Pull requests that were looked at for a change of .github/pawl.yml: once a head.
create table settings_proposal (
  repository_id bigint not null,
  number        integer not null,
  head          text not null,            -- the commit that was looked at
  changes       boolean not null,         -- whether the pull request changes the file
  blob          text not null default '', -- the file in that commit; empty: there is none
  content       text,                     -- null: it is no text, or too large
  looked_at     timestamptz not null,
  primary key (repository_id, number)
);
create index settings_proposal_changes on settings_proposal (repository_id) where changes;
