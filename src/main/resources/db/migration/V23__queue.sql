-- One incarnation of a file of the queue: from when its task was taken up until it is put away. A name that is used
-- again is another item.
create table queue_item (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  path          text        not null,          -- in pending/
  blob          text        not null,          -- git's name of the content that became the task
  kept          text        not null,          -- below processed/ and complete/; no other item's
  title         text        not null,
  phase_id      bigint      not null unique references phase (id) on delete cascade,
  state         text        not null default 'taken'
                check (state in ('taken', 'processed', 'leaving', 'complete', 'gone')),
  leaves_with   bigint,                        -- the item by whose move to processed/ this one goes to complete/
  taken_at      timestamptz not null,          -- the world's clock
  unique (repository_id, kept)
);
create index queue_item_open on queue_item (repository_id, id) where state in ('taken', 'processed', 'leaving');
create index queue_item_leaving on queue_item (leaves_with) where leaves_with is not null;

-- What a phase was opened for, as its policy names it: the same thing is not opened twice. Null for what was opened
-- by hand.
alter table phase add column origin text;
create unique index phase_origin on phase (repository_id, origin) where origin is not null;

-- Of a file in pending/: its first line of text, which names the task. Null where there is none to be read.
alter table mirror_file add column title text;
