-- A clock that starts anew moves in no index. Of people, clocks that belong to no match are asked for by themselves.
drop index clock_by_state;
create index clock_waiting on clock (id) where state = 'waiting';
drop index clock_by_match;
create index clock_by_match on clock (match_id, programme_id, rule, id);
drop index clock_by_participant;
create index clock_by_participant on clock (participant_id, programme_id, rule, match_id, id);
drop index clock_by_supporter;
create index clock_by_supporter on clock (supporter_id, programme_id, rule, match_id, id);

-- Neither does a pair that writes a message. A conversation's pair comes out in order, and a supporter's are counted.
drop index journey_pair_by_silence;
create index journey_pair_open on journey_pair (programme_id) where ended_at is null;
drop index journey_pair_by_conversation;
create index journey_pair_by_conversation on journey_pair (conversation_id, match_id);
drop index journey_pair_by_supporter;
create index journey_pair_by_supporter on journey_pair (supporter_id, programme_id, ended_at);

-- Few tasks are given to somebody.
drop index task_by_assigned;
create index task_by_assigned on task (assigned_id, state) where assigned_id is not null;
