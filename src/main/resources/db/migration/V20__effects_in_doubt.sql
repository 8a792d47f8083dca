-- How often in a row GitHub did not say whether an effect was written, or is still needed.
alter table effect add column unanswered integer not null default 0;

-- Earlier effects are asked for by how their keys begin. The order is by bytes, whatever the database's language.
create index effect_stem on effect (repository_id, key text_pattern_ops);
