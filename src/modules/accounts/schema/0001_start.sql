create table account_session (
  id text primary key,
  token_hash text not null,
  person_id text not null,
  second_factor text not null,
  proof text not null,
  staff boolean not null,
  device text not null,
  signed_in_at bigint not null,
  last_seen_at bigint not null,
  ends_at bigint not null,
  ended_at bigint
);
create unique index account_session_by_token on account_session (token_hash);
create index account_session_by_person on account_session (person_id, ended_at);
create index account_session_by_end on account_session (ends_at);

create table account_code (
  id text primary key,
  address_hash text not null,
  address bytea,
  language text not null,
  code_hash text,
  tries bigint not null,
  asked_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index account_code_by_address on account_code (address_hash, asked_at);
create index account_code_by_time on account_code (asked_at);

create table account_link (
  id text primary key,
  token_hash text not null,
  purpose text not null,
  person_id text not null,
  programme_id text,
  code_id text,
  address bytea,
  issued_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create unique index account_link_by_token on account_link (token_hash);
create index account_link_by_person on account_link (person_id);
create index account_link_by_code on account_link (code_id);
create index account_link_by_end on account_link (expires_at);

create table account_password (
  person_id text primary key,
  hash bytea not null,
  set_at bigint not null
);

create table account_second_factor (
  person_id text primary key,
  secret bytea not null,
  last_step bigint not null,
  set_up_at bigint not null,
  confirmed_at bigint
);

create table account_attempts (
  subject text not null,
  kind text not null,
  failures bigint not null,
  last_at bigint not null,
  primary key (subject, kind)
);
create index account_attempts_by_time on account_attempts (last_at);
