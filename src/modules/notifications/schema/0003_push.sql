create table push_device (
  id text primary key,
  person_id text not null,
  session_id text not null,
  endpoint_hash text not null,
  address bytea not null,
  added_at bigint not null,
  ends_at bigint not null
);
create unique index push_device_by_session on push_device (session_id);
create unique index push_device_by_endpoint on push_device (endpoint_hash);
create index push_device_by_person on push_device (person_id, id);
create index push_device_by_end on push_device (ends_at);

create table push_key (
  id text primary key,
  private_key bytea not null,
  made_at bigint not null
);
