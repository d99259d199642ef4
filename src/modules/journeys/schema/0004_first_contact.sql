create table met_word (
  match_id text not null,
  person_id text not null,
  said text not null,
  at bigint not null,
  primary key (match_id, person_id)
);

create table sheet_tick (
  match_id text not null,
  line bigint not null,
  at bigint not null,
  primary key (match_id, line)
);

create table to_tell (
  event_id text primary key,
  person_id text not null,
  programme_id text not null,
  kind text not null,
  at bigint not null,
  told_at bigint
);
create index to_tell_by_person on to_tell (person_id, programme_id, told_at);

create table call_attempt (
  id text primary key,
  task_id text not null,
  at bigint not null,
  by_id text not null
);
create index call_attempt_by_task on call_attempt (task_id);
