-- The latest of a repository's queue are read with each of its views; without this, by going through
-- everybody's until enough of them are found.
create index queue_item_repository on queue_item (repository_id, id desc);
