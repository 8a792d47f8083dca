-- What was noted before it was decided, such as which task comes next, with what was seen then, as JSON. Null: it was
-- not kept then.
alter table decision add column noted text;
