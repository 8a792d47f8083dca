-- A packed payload mostly fits on a page. In pieces of two kilobytes, each with an entry in an index
-- of its own, it would cost a sixth of what the front door can take.
do $$
declare
  part regclass;
begin
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'delivery_payload'::regclass loop
    execute format('alter table %s set (toast_tuple_target = 8160)', part);
  end loop;
end
$$;
