-- The content that GitHub found when it tried the merge, by which it was judged, and the content
-- that landed: while the base stays the same, so must the content.
alter table mirror_pull_request add column trial_base text;
alter table mirror_pull_request add column trial_head text;
alter table mirror_pull_request add column trial_tree text;
alter table mirror_pull_request add column landed_on text;
alter table mirror_pull_request add column landed_tree text;
