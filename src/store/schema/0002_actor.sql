-- What somebody did is read on their page, however long the log has grown.
create index event_by_actor on event (actor, sequence);
