-- Where the branch of a pull request stood when it was last read: one that was merged is deleted without another look.
alter table mirror_pull_request add column branch_sha text;
