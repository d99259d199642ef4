-- A letter that is settled leaves the few that wait, and moves in no index of all letters.
drop index delivery_by_state;
create index delivery_waiting on delivery (id) where state = 'waiting';
drop index delivery_by_programme;
create index delivery_by_programme on delivery (programme_id, id);
create index delivery_to_print on delivery (programme_id, id) where state = 'to_print';
