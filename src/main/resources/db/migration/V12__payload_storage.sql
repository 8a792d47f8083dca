-- Pawl packs payloads itself; those that came before are as they were received.
alter table delivery_payload add column packed boolean not null default false;

-- The server's own compression would only cost time: without lz4 more than everything else about a
-- delivery.
do $$
declare
  part regclass;
begin
  alter table delivery_payload alter column payload set storage external;
  for part in select inhrelid::regclass from pg_inherits where inhparent = 'delivery_payload'::regclass loop
    execute format('alter table %s alter column payload set storage external', part);
  end loop;
end
$$;
