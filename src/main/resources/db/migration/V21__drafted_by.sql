-- The person who made a pull request a draft again, while it is one; the event alone tells.
alter table mirror_pull_request add column drafted_by text;
