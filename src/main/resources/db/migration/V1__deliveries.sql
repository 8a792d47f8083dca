-- The inbox. A delivery is answered only after both of its rows are committed.

-- Slim and long-lived: what a delivery is and how far it came. Its primary key makes a repeated GUID one delivery.
create table delivery (
  guid          uuid primary key,
  -- Follows the order of arrival for deliveries that were not under way at once; it is not the order of commits.
  sequence      bigint generated always as identity,
  event         text        not null,
  lane          text        not null,
  received_at   timestamptz not null default clock_timestamp(),
  received_on   date        not null default (clock_timestamp() at time zone 'UTC')::date,
  bytes         integer     not null,
  state         text        not null default 'pending'
                check (state in ('pending', 'projected', 'ignored', 'dead')),
  attempts      integer     not null default 0,
  error         text,
  finished_at   timestamptz,
  decision_id   bigint
);
create index delivery_pending on delivery (lane, sequence) where state = 'pending';
create index delivery_dead on delivery (sequence) where state = 'dead';
create unique index delivery_sequence on delivery (sequence);
create index delivery_received on delivery (received_at);

-- As received, byte for byte; whole days are dropped at once.
create table delivery_payload (
  received_on   date  not null default (clock_timestamp() at time zone 'UTC')::date,
  guid          uuid  not null,
  payload       bytea not null
) partition by range (received_on);
-- Where the server was built with it, lz4 costs a fraction of the default's time.
do $$
begin
  alter table delivery_payload alter column payload set compression lz4;
exception
  when feature_not_supported then null;
end
$$;
create index delivery_payload_guid on delivery_payload (guid);
create table delivery_payload_other partition of delivery_payload default;
