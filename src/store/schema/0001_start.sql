create table event (
  sequence bigint primary key,
  id text not null unique,
  at bigint not null,
  type text not null,
  actor text not null,
  programme text not null,
  subject text not null,
  data text not null
);

create index event_by_subject on event (subject, sequence);
create index event_by_programme on event (programme, sequence);
create index event_by_type on event (type, sequence);

create table consumer_cursor (
  name text primary key,
  sequence bigint not null
);

-- wrapped is null once the key was destroyed, so that it is never made anew.
create table vault_key (
  owner text primary key,
  wrapped bytea
);

create table job (
  id text primary key,
  kind text not null,
  key text not null,
  due_at bigint not null,
  attempts bigint not null,
  state text not null,
  payload text not null,
  unique (kind, key)
);

create index job_by_due on job (state, due_at, id);

create table idempotency (
  actor text not null,
  key text not null,
  route text not null,
  request_hash text not null,
  response bytea not null,
  at bigint not null,
  primary key (actor, key)
);

create index idempotency_by_time on idempotency (at);
