-- What GitHub still bears of each installation (0: the App itself). Times are the world's clock.
create table rate_budget (
  installation_id bigint      not null,
  resource        text        not null,
  "limit"         integer,
  remaining       integer,
  reset_at        timestamptz,
  blocked_until   timestamptz,
  blocked_by      text,
  refusals        integer     not null default 0,   -- secondary ones in a row
  minute_meter    timestamptz,
  hour_meter      timestamptz,
  seen_at         timestamptz not null,
  primary key (installation_id, resource)
);
