create index peer_group_place_by_person on peer_group_place (person_id);
alter table peer_group_place add column suits boolean;
