-- How often nobody had looked at the due time: each time more people are told, until somebody looks.
alter table concern add column overdue_times bigint not null default 0;
update concern set overdue_times = 1 where overdue_at is not null;
