create table task (
  id text primary key,
  programme_id text not null,
  kind text not null,
  cause text not null,
  subject text not null,
  owner_id text,
  role text,
  about_id text,
  other_id text,
  link_id text not null,
  rule text not null,
  opened_sequence bigint not null,
  opened_at bigint not null,
  due_at bigint,
  state text not null,
  closed_at bigint,
  closed_by text
);
create unique index task_once on task (cause);
create index task_by_owner on task (owner_id, state);
create index task_by_programme on task (programme_id, state, kind);
create index task_by_subject on task (subject, state);
create index task_by_about on task (about_id, state);

create table journey_member (
  person_id text not null,
  programme_id text not null,
  role text not null,
  state text not null,
  sequence bigint not null,
  primary key (person_id, programme_id, role)
);

create table journey_pair (
  match_id text primary key,
  programme_id text not null,
  participant_id text not null,
  supporter_id text not null,
  conversation_id text not null,
  made_at bigint not null,
  contact_at bigint,
  ended_at bigint
);
create index journey_pair_by_conversation on journey_pair (conversation_id);
create index journey_pair_by_participant on journey_pair (participant_id, ended_at);
create index journey_pair_by_supporter on journey_pair (supporter_id, ended_at);

create table clock (
  id text primary key,
  programme_id text not null,
  rule text not null,
  subject text not null,
  event_id text not null,
  match_id text,
  thing_id text,
  participant_id text,
  supporter_id text,
  sequence bigint not null,
  due_at bigint not null,
  state text not null
);
create unique index clock_once on clock (programme_id, rule, subject);
create index clock_by_participant on clock (programme_id, rule, participant_id);
create index clock_by_supporter on clock (programme_id, rule, supporter_id);
create index clock_by_match on clock (match_id);
