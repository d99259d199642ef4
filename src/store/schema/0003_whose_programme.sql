-- Somebody's events in one programme are found without walking through that programme's log.
drop index event_by_subject;
drop index event_by_actor;
create index event_by_subject on event (subject, programme, sequence);
create index event_by_actor on event (actor, programme, sequence);
