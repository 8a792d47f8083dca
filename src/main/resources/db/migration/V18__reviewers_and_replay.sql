-- Whether who gave a review may write, as GitHub said itself when it was read: UNKNOWN until then. An event does not
-- tell it, and only what people with that right say counts.
alter table mirror_review add column access text not null default 'UNKNOWN';
-- GitHub's own word on all reviews together, by rules such as code owners; null where it gives none.
alter table mirror_pull_request add column review_decision text;
-- Neither was read of those that are open.
update mirror_pull_request
  set dirty = 'what its reviewers may do was never read', doubts = doubts + 1, ask_at = null, asks = 0
  where tracked and state = 'open';

-- By which policy merges were judged; 0: before that was kept.
alter table decision add column merge_policy_version integer not null default 0;

-- The settings in force as they were understood when their text was taken, as JSON: they outlast rules for that text
-- that have become stricter. Null: there was never a text without a mistake, or it was taken before this was kept.
alter table repository_settings add column in_force text;
