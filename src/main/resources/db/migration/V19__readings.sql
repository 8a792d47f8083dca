-- Three kinds of patience, none of which uses up another: `asks` counts how often in a row GitHub did not know whether a
-- pull request can be merged, `lags` how often its answer was older than what it had told, `fails` how often it did not
-- tell all.
alter table mirror_pull_request add column lags integer not null default 0;
alter table mirror_pull_request add column fails integer not null default 0;
-- The parts that GitHub left out of its last answer, in words, one a line: what is stored of them is older.
alter table mirror_pull_request add column unread text not null default '';

-- When an event told of a check what no reading has shown yet; null when one has.
alter table mirror_check add column told_at timestamptz;
