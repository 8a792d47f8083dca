-- Why something among the pending files can be no task, whatever it holds: it is a link, a folder, another repository.
alter table mirror_file add column flaw text;

-- How many pending files come after those that were looked at.
alter table mirror_repository add column pending_more integer not null default 0;
