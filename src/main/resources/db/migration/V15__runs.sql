-- One turn of a repository's loop.
create table run (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  state         text        not null default 'open' check (state in ('open', 'done', 'cancelled')),
  opened_at     timestamptz not null,          -- the world's clock, as all times here
  opened_by     text        not null,
  ended_at      timestamptz
);
create unique index run_open on run (repository_id) where state = 'open';
create index run_repository on run (repository_id, id desc);

-- A step of a run. Its state follows from its history, line by line.
create table phase (
  id            bigint generated always as identity primary key,
  run_id        bigint      not null references run (id),
  repository_id bigint      not null,
  kind          text        not null,
  title         text        not null,
  body          text        not null,
  state         text        not null
                check (state in ('planned', 'issued', 'worked', 'ready', 'stuck', 'done', 'skipped', 'cancelled')),
  attempts      integer     not null default 1,
  effect_key    text        unique,            -- of the effect that makes its issue
  issue         integer,
  pull_request  integer,
  opened_at     timestamptz not null,
  opened_by     text        not null,
  changed_at    timestamptz not null,
  ended_at      timestamptz
);
create index phase_open on phase (repository_id, id) where state not in ('done', 'skipped', 'cancelled');
create index phase_ended on phase (repository_id, id desc) where state in ('done', 'skipped', 'cancelled');
create index phase_run on phase (run_id, id);

-- A phase begins when all that it needs are done or skipped.
create table phase_dependency (
  phase_id bigint not null references phase (id) on delete cascade,
  needs    bigint not null references phase (id) on delete cascade,
  primary key (phase_id, needs),
  check (needs < phase_id)                     -- so that no circle can be made
);

-- One attempt at a phase by one agent.
create table execution (
  id          bigint generated always as identity primary key,
  phase_id    bigint      not null references phase (id) on delete cascade,
  attempt     integer     not null,
  state       text        not null default 'to-be-started' check (state in ('to-be-started', 'running', 'ended')),
  agent       text,                            -- null until one is chosen
  other_than  text,                            -- the agent that a person does not want again
  made_at     timestamptz not null,
  started_at  timestamptz,
  signal_at   timestamptz,                     -- when it was last heard of
  signal      text,
  ended_at    timestamptz,
  outcome     text,
  reason      text,                            -- why the attempt before failed, as the agent is told
  unique (phase_id, attempt)
);

-- What a phase produced.
create table artifact (
  id       bigint generated always as identity primary key,
  phase_id bigint      not null references phase (id) on delete cascade,
  kind     text        not null,
  link     text        not null,
  hash     text        not null check (hash ~ '^[0-9a-f]{64}$'),
  made_at  timestamptz not null,
  unique (phase_id, kind, hash)
);

-- A point where a person is needed.
create table intervention (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  scope         text        not null check (scope in ('repository', 'phase', 'file')),
  phase_id      bigint references phase (id) on delete cascade,
  file          text,
  name          text        not null,          -- the same thing is not raised twice while it is open
  why           text        not null,
  what          text        not null,
  choices       text        not null,          -- one a line
  raised_at     timestamptz not null,
  resolved_at   timestamptz,
  resolved_by   text,
  resolution    text,
  note          text
);
create unique index intervention_open on intervention (repository_id, name) where resolved_at is null;

-- What people hold back: a whole repository (a pause), or one pull request. The claim of effects reads it.
create table hold (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  pull_request  integer,                       -- null: the repository
  kind          text        not null check (kind in ('drain', 'stop')),
  who           text        not null,
  why           text        not null,
  placed_at     timestamptz not null,
  until         timestamptz,                   -- null: until somebody lifts it
  lifted_at     timestamptz,
  lifted_by     text
);
create unique index hold_open on hold (repository_id, coalesce(pull_request, 0)) where lifted_at is null;
create index hold_repository on hold (repository_id, id desc);

-- What changed, and why. Lines are added and never changed.
create table run_history (
  id            bigint generated always as identity primary key,
  repository_id bigint      not null,
  object        text        not null,          -- such as phase:12
  change        text        not null,
  before        text,
  after         text,
  content       text,                          -- the whole change as JSON, where the state is made from it
  at            timestamptz not null,
  why           text        not null,
  who           text        not null
);
create index run_history_object on run_history (object, id);
create index run_history_repository on run_history (repository_id, id desc);

create function run_history_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a line of the history is never changed';
end $$;
create trigger run_history_stays before update on run_history
  for each row execute function run_history_stays();

-- The pull request that an effect is aimed at, so that a hold stops it; null: none.
alter table effect add column pull_request integer;
-- Whether it finishes what was begun: a pause that lets work under way end lets it through.
alter table effect add column finishing boolean not null default false;
-- Raised with each hold placed or lifted, under the row's lock. A claim that had to wait for that lock
-- reads the table hold as it was before; by this number it sees that it was changed meanwhile.
alter table lane add column holds bigint not null default 0;
