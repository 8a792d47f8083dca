-- An effect may have to wait until another one has ended: an issue for its label.
alter table effect add column after_key text;
