-- The agent that a person wants an attempt to be made by; null: whoever's turn it is.
alter table execution add column wanted_agent text;
