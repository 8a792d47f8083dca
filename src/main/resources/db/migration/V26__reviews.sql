-- Reviews go by how many developments were ever merged, and by which review was the last.
create index phase_merged on phase (repository_id)
  where kind = 'development' and state = 'done' and pull_request is not null;
create index phase_review on phase (repository_id, id) where kind = 'review';
