-- The App that Pawl is, where it was set up in the browser. Its secrets are sealed, each for its own column
-- and App: store.Vault.
create table github_app (
  only_one                boolean     primary key default true check (only_one),
  app_id                  bigint      not null,
  slug                    text        not null,
  name                    text        not null,
  owner                   text        not null,
  page                    text        not null,
  client_id               text        not null,
  private_key             bytea       not null,
  client_secret           bytea       not null,
  webhook_secret          bytea       not null,
  webhook_secret_previous bytea,       -- valid beside it while it is replaced
  previous_until          timestamptz, -- null: until GitHub knows the new one
  untold_since            timestamptz, -- GitHub does not know the webhook secret yet; null: it does
  tell_not_before         timestamptz,
  tell_error              text,
  revision                bigint      not null default 1, -- counts changes, so that replicas see them
  set_up_by               text        not null,
  set_up_at               timestamptz not null default clock_timestamp()
);

-- Set-ups that were begun and sent to GitHub. Times are real: GitHub's own hour is.
create table app_setup (
  state    text        primary key,    -- hash of what GitHub is to bring back
  session  text        not null,       -- hash of the secret of the browser that began it
  account  text        not null,       -- organisation; empty: the person's own account
  name     text        not null,
  replaces bigint,                     -- the App that is knowingly replaced
  stage    text        not null check (stage in ('begun', 'asking', 'ended')),
  asked_at timestamptz,
  asked    int         not null default 0,
  begun_at timestamptz not null default clock_timestamp(),
  until    timestamptz not null
);
create index on app_setup (begun_at);
