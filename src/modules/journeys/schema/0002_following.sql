alter table clock add column base_at bigint not null default 0;
alter table clock add column turn bigint not null default 0;
alter table clock add column step bigint not null default 0;
alter table clock add column role text;
alter table clock add column words bytea;
create index clock_by_state on clock (programme_id, state, due_at);

create table clock_note (
  id text primary key,
  clock_id text not null,
  programme_id text not null,
  at bigint not null,
  actor_id text not null,
  what text not null,
  until_at bigint,
  words bytea
);
create index clock_note_by_clock on clock_note (clock_id, id);

alter table task add column assigned_id text;
create index task_by_assigned on task (assigned_id, state);

alter table journey_pair add column ends_at bigint;
alter table journey_pair add column last_contact_at bigint;
alter table journey_pair add column contacts bigint not null default 0;
alter table journey_pair add column attempts bigint not null default 0;
alter table journey_pair add column wishes text not null default '';
create index journey_pair_by_silence on journey_pair (programme_id, ended_at, last_contact_at);

create table contact (
  id text primary key,
  match_id text not null,
  programme_id text not null,
  by_id text not null,
  at bigint not null,
  logged_at bigint not null,
  how text not null,
  minutes bigint not null,
  reached bigint not null,
  feeling text not null
);
create index contact_by_match on contact (match_id, at);

create table carried_contact (
  match_id text not null,
  day text not null,
  messages bigint not null,
  last_at bigint not null,
  last_sequence bigint not null,
  primary key (match_id, day)
);

create table asked_question (
  id text primary key,
  token_hash text not null,
  person_id text not null,
  programme_id text not null,
  match_id text,
  kind text not null,
  text_key text not null,
  cause text not null,
  asked_at bigint not null,
  until_at bigint not null,
  answered_at bigint,
  answer text
);
create unique index asked_question_by_token on asked_question (token_hash);
create unique index asked_question_once on asked_question (cause);

create table journey_state (
  machine text not null,
  subject text not null,
  programme_id text not null,
  state text not null,
  since bigint not null,
  sequence bigint not null,
  primary key (machine, subject)
);

create table silence_nudge (
  match_id text primary key,
  at bigint not null
);
