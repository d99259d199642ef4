create table forming_draft (
  id text primary key,
  programme_id text not null,
  state text not null,
  seed bigint not null,
  revision bigint not null,
  made_by text not null,
  made_at bigint not null,
  changed_at bigint not null,
  body bytea not null
);
create unique index forming_draft_open on forming_draft (programme_id) where state = 'open';

create table peer_group (
  id text primary key,
  programme_id text not null,
  number bigint not null,
  venue bytea not null,
  day bigint not null,
  start_minute bigint not null,
  length_minutes bigint not null,
  formed_at bigint not null,
  formed_by text not null,
  draft_id text not null,
  ended_at bigint
);
create unique index peer_group_number on peer_group (programme_id, number);

create table peer_group_place (
  id text primary key,
  group_id text not null references peer_group (id),
  programme_id text not null,
  person_id text not null,
  leads boolean not null,
  joined_at bigint not null,
  left_at bigint
);
create index peer_group_place_by_group on peer_group_place (group_id, person_id);
create unique index peer_group_place_once on peer_group_place (programme_id, person_id)
  where left_at is null and not leads;
