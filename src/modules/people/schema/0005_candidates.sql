-- Whoever takes part on one side is read in the order of people, with all that is known of them: nothing is sorted.
create index role_grant_in_order on role_grant (programme_id, state, person_id, role);
