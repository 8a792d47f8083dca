-- What each process found when it last looked at the parts that Pawl stands on.
create table component_check (
  replica_id uuid        not null,
  component  text        not null,
  works      boolean     not null,
  detail     text        not null,
  took_ms    bigint      not null,
  checked_at timestamptz not null default clock_timestamp(),
  primary key (replica_id, component)
);
