-- Who is in a group is read in order, and from the index alone.
drop index peer_group_place_by_group;
create index peer_group_place_by_group on peer_group_place (group_id, person_id, id, left_at, leads);
