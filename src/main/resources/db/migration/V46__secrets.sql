-- The keys by which secrets are sealed, sealed themselves with the master key, which is not here.
create table data_key (
  only_one   boolean     primary key default true check (only_one),
  sealed     bytea       not null,
  master_key text        not null,  -- the master key's name, which follows from it and does not give it away
  changed_at timestamptz not null default clock_timestamp()
);
