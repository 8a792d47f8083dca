-- What GitHub's refusal of a write means for what comes next, in a word of its writer; null where it means nothing more.
alter table effect add column outcome text;
-- How often in a row a merge made way for deliveries that came meanwhile.
alter table effect add column yielded integer not null default 0;

-- Whether an event told of a pull request's checks since it was read: before a merge it is then read once more.
alter table mirror_pull_request add column told boolean not null default false;
