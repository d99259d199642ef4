-- Tasks that are closed are kept for ever; what is asked of the tasks is nearly always about the few open ones.
drop index task_by_programme;
create index task_open on task (programme_id, kind, subject) where state = 'open';
create index task_not_closed on task (id) where closed_at is null;

-- What runs for a match is asked by rule.
drop index clock_by_match;
create index clock_by_match on clock (match_id, programme_id, rule);
