-- What has had its time is found by these, a batch at a time.
create index decision_decided on decision (decided_at);
create index decision_view on decision (view_hash);
create index view_stored on view (stored_at);
create index effect_contents on effect (finished_at) where intent <> '' and state in ('done', 'cancelled');
create index audit_at on audit (at);
