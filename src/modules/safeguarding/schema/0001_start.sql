create table concern (
  id text primary key,
  programme_id text not null,
  level text not null,
  state text not null,
  raised_at bigint not null,
  due_at bigint not null,
  reporter_id text not null,
  reporter_role text not null,
  reported_id text,
  conversation_id text,
  body bytea not null,
  overdue_at bigint,
  reviewer_id text,
  seen_at bigint,
  closed_by text,
  closed_at bigint,
  outcome bytea
);
create index concern_by_programme on concern (programme_id, raised_at, id);

create table concern_message (
  concern_id text not null references concern (id),
  place bigint not null,
  message_id text not null,
  sender_id text not null,
  sender_role text not null,
  at bigint not null,
  reported boolean not null,
  body bytea not null,
  primary key (concern_id, place)
);

create table concern_look (
  id text primary key,
  concern_id text not null references concern (id),
  viewer_id text not null,
  viewer_role text not null,
  why bytea not null,
  at bigint not null
);
create index concern_look_by_concern on concern_look (concern_id, at, id);
