-- What is due is looked for many times a second, and each job moves in time when it is taken.
drop index job_by_due;
create index job_by_time on job (due_at, id);

-- Nothing asks for a whole programme's log.
drop index event_by_programme;
