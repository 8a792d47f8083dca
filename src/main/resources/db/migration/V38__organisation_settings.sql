-- The settings that an owner gives all of its repositories, in .github/pawl.yml of its repository .github. One row an
-- owner, so that a change of it costs one reading, and not one a repository.
create table owner_settings (
  owner         text primary key,             -- the login in small letters
  repository_id bigint,                       -- GitHub's id of the repository .github; null: Pawl sees none
  branch        text,                         -- its default branch
  blob          text not null default '',     -- the text in force; empty: none
  content       text not null default '',
  mistakes      text,                         -- of a newer text that is not in force, one a line
  mistaken_blob text,
  understood    boolean not null default false, -- whether any state of it was ever without a mistake
  pushed_at     timestamptz,                  -- GitHub's, of the repository .github
  asked_at      timestamptz not null,         -- when GitHub was asked for what is stored
  told          boolean not null default true -- whether the owner's lanes were woken for what is stored
);

alter table repository_settings
  add column base_blob        text not null default '',      -- the owner's text in force here
  add column base_content     text not null default '',
  add column base_mistakes    text,                          -- of the owner's newer text, one a line
  add column base_unsettled   boolean not null default false, -- whether no text of the owner's was ever understood
  add column base_seen        text not null default '',      -- which state of the owner's row was looked at last
  add column mistaken_content text,                          -- of mistaken_blob; null: no text
  add column mended_head      text,                          -- the commit that mended the file; null: nothing to say
  add column proposals        boolean not null default false; -- whether a pull request changes the file

-- What is wrong with them is to be known by their text, which was not kept until now.
update mirror_repository set dirty = 'the text of its settings is to be read'
where dirty is null and state = 'active'
  and id in (select repository_id from repository_settings where mistakes is not null);
