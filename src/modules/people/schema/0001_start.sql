create table person (
  id text primary key,
  identity bytea not null,
  language text not null,
  added_at bigint not null
);

create table person_address (
  person_id text not null references person (id),
  kind text not null,
  hash text not null,
  primary key (person_id, kind)
);
create index person_address_by_hash on person_address (hash);

create table role_grant (
  id text primary key,
  person_id text not null references person (id),
  programme_id text,
  role text not null,
  state text not null,
  since bigint not null,
  waiting_since bigint
);
create unique index role_grant_once on role_grant (person_id, programme_id, role);
create index role_grant_by_programme on role_grant (programme_id, role, state, person_id);

create table profile (
  person_id text not null references person (id),
  programme_id text not null,
  content bytea not null,
  hidden text not null,
  changed_at bigint not null,
  primary key (person_id, programme_id)
);

create table roster_key (
  programme_id text not null,
  person_id text not null references person (id),
  kind text not null,
  hash text not null,
  primary key (programme_id, person_id, kind)
);
create index roster_key_by_hash on roster_key (programme_id, kind, hash);

create table supporter_capacity (
  person_id text not null references person (id),
  programme_id text not null,
  capacity bigint not null,
  paused boolean not null,
  paused_until bigint,
  primary key (person_id, programme_id)
);

create table exclusion (
  person_id text not null references person (id),
  programme_id text not null,
  town boolean not null,
  clinic boolean not null,
  workplace boolean not null,
  primary key (person_id, programme_id)
);

create table block (
  blocker_id text not null references person (id),
  blocked_id text not null references person (id),
  at bigint not null,
  primary key (blocker_id, blocked_id)
);
create index block_by_blocked on block (blocked_id);

create table consent (
  id text primary key,
  person_id text not null references person (id),
  programme_id text not null,
  purpose text not null,
  version text not null,
  given boolean not null,
  how text not null,
  recorded_by text not null,
  at bigint not null
);
create index consent_by_person on consent (person_id, programme_id, purpose, at);

create table record_look (
  id text primary key,
  person_id text not null references person (id),
  programme_id text not null,
  viewer_id text not null,
  role text not null,
  why bytea not null,
  at bigint not null
);
create index record_look_by_person on record_look (person_id, at, id);
