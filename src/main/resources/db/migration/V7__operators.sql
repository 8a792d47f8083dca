-- The operator's token, as a hash: 256 random bits need no slow hash, they cannot be guessed.
create table operator_token (
  only_one   boolean     primary key default true check (only_one),
  hash       text        not null,
  created_at timestamptz not null default clock_timestamp()
);

-- Who is signed in on the pages. Times are real.
create table operator_session (
  hash       text        primary key,
  until      timestamptz not null
);

-- What people did.
create table audit (
  id     bigint generated always as identity primary key,
  at     timestamptz not null default clock_timestamp(),
  who    text        not null,
  what   text        not null,
  object text        not null,
  before text,
  after  text
);
