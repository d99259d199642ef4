create table notice_choice (
  person_id text primary key,
  way text not null,
  quiet_from bigint not null,
  quiet_until bigint not null,
  time_zone text not null,
  changed_at bigint not null
);
create index delivery_by_programme on delivery (programme_id, state, id);
