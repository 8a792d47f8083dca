-- When an attempt's agent was asked (the world's clock); null: nobody was, or nobody had to be.
alter table execution add column asked_at timestamptz;
-- The head of the pull request that was there then: what is red on it was red before.
alter table execution add column asked_head text;
-- How often, and when last, it was reminded.
alter table execution add column nudges integer not null default 0;
alter table execution add column nudged_at timestamptz;
