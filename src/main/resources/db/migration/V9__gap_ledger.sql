-- What GitHub delivered, or tried to, held against the inbox. Times are GitHub's, the world's clock.

-- How far the comparison is. A scan goes from the newest delivery backwards, by GitHub's cursor.
create table gap_scan (
  only_one       boolean     primary key default true check (only_one),
  compared_until timestamptz,          -- everything delivered before this was compared; null: nothing yet
  started_at     timestamptz,          -- of the scan under way; null: none
  cursor         text,                 -- where it goes on; null: at the newest
  next_at        timestamptz not null default 'epoch',
  ended_at       timestamptz,          -- of the last whole scan
  error          text                  -- why the scan under way cannot go on
);
insert into gap_scan default values;

-- Deliveries that were not in the inbox when the comparison came to them.
create table gap_delivery (
  guid         uuid        primary key,
  github_id    bigint      not null,
  event        text        not null,
  delivered_at timestamptz not null,
  found_at     timestamptz not null,
  state        text        not null default 'missed'
               check (state in ('missed', 'asked', 'healed', 'lost')),
  attempts     integer     not null default 0,
  not_before   timestamptz,
  ended_at     timestamptz,
  error        text
);
create index gap_delivery_open on gap_delivery (delivered_at) where state in ('missed', 'asked');
create index gap_delivery_delivered on gap_delivery (delivered_at);
