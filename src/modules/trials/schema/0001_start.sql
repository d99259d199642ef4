create table trial (
  id text primary key,
  programme_id text not null,
  key text not null,
  state text not null,
  rules text not null,
  plan text not null,
  commitment text not null,
  secret bytea not null,
  opened_at bigint not null,
  opened_by text not null,
  closed_at bigint,
  closed_by text
);
create unique index trial_key on trial (programme_id, key);
create unique index trial_open on trial (programme_id) where state = 'open';

create table trial_unit (
  id text primary key,
  trial_id text not null references trial (id),
  programme_id text not null,
  number bigint not null,
  person_id text,
  unit_hash text not null,
  final_at bigint not null,
  final_by text not null,
  entry text not null,
  body bytea not null
);
create unique index trial_unit_number on trial_unit (trial_id, number);
create unique index trial_unit_once on trial_unit (trial_id, unit_hash);

create table trial_line (
  unit_id text primary key references trial_unit (id),
  trial_id text not null references trial (id),
  number bigint not null,
  body bytea not null
);
create unique index trial_line_number on trial_line (trial_id, number);
