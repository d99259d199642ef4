-- A programme's clocks grow for ever; those of one person are few.
drop index clock_by_participant;
drop index clock_by_supporter;
create index clock_by_participant on clock (participant_id, programme_id, rule);
create index clock_by_supporter on clock (supporter_id, programme_id, rule);
