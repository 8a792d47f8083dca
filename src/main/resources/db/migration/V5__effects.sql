-- The outbox: every intended write to GitHub, stored before it is tried.
create table effect (
  id              bigint generated always as identity primary key,
  key             text        not null unique,
  kind            text        not null,
  lane            text        not null,
  repository_id   bigint      not null,
  installation_id bigint      not null,
  principal       text        not null,
  intent          text        not null,
  reason          text        not null,
  decision_id     bigint,
  state           text        not null default 'planned'
                  check (state in ('planned', 'claimed', 'unknown', 'done', 'failed', 'cancelled')),
  fencing         bigint,
  attempts        integer     not null default 0,
  probes          integer     not null default 0,
  planned_at      timestamptz not null,
  claimed_at      timestamptz,
  not_before      timestamptz,          -- the world's clock: budget, backoff, or the time an unknown outcome settles
  finished_at     timestamptz,
  result_id       bigint,
  result_number   bigint,
  result_url      text,
  error           text
);
create index effect_open on effect (lane, id) where state in ('planned', 'claimed', 'unknown');
create index effect_repository on effect (repository_id, id desc);
create index effect_decision on effect (decision_id);
create index effect_result on effect (repository_id, kind, result_id) where result_id is not null;
