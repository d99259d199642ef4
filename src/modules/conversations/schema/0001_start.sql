create table conversation (
  id text primary key,
  programme_id text not null,
  state text not null,
  opened_at bigint not null,
  ended_at bigint,
  active_at bigint not null,
  last_sequence bigint not null
);

create table conversation_member (
  conversation_id text not null references conversation (id),
  person_id text not null,
  role text not null,
  joined_at bigint not null,
  left_at bigint,
  blocked boolean not null,
  read_sequence bigint not null,
  readable_until bigint,
  spoke_at bigint,
  primary key (conversation_id, person_id)
);
create index conversation_member_by_person on conversation_member (person_id, conversation_id);

create table message (
  id text primary key,
  conversation_id text not null references conversation (id),
  sequence bigint not null,
  sender_id text not null,
  client_id text not null,
  at bigint not null,
  body bytea not null
);
create unique index message_in_order on message (conversation_id, sequence);
create unique index message_once on message (conversation_id, sender_id, client_id);
