-- Lines come in the order of time, and go in it.
create index run_history_at on run_history using brin (at);
