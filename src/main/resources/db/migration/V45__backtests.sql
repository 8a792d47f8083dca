-- What the decisions of the last days would have been under the proposed settings.
alter table settings_proposal add column backtest text;      -- Markdown; null: not known yet
alter table settings_proposal add column backtest_of text;   -- what it was made of: head, settings in force
alter table settings_proposal add column backtested_at timestamptz;
