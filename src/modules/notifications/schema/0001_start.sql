create table delivery (
  id text primary key,
  person_id text not null,
  programme_id text,
  channel text not null,
  kind text not null,
  dedupe text not null,
  content bytea,
  state text not null,
  attempts bigint not null,
  last_error text not null,
  created_at bigint not null,
  settled_at bigint
);
create unique index delivery_once on delivery (person_id, kind, dedupe);
create index delivery_by_state on delivery (state, settled_at);

create table talk_member (
  conversation_id text not null,
  person_id text not null,
  primary key (conversation_id, person_id)
);

create table message_notice (
  person_id text primary key,
  told_at bigint not null
);
