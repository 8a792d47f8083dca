-- Whether a person is asked when a phase's last attempt has failed; else its run goes on without it.
alter table phase add column critical boolean not null default true;
