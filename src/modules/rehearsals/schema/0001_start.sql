create table rehearsal (
  id text primary key,
  programme_id text not null,
  asked_by text not null,
  asked_at bigint not null,
  state text not null,
  life text not null,
  ask text not null,
  ended_at bigint,
  result text
);
create index rehearsal_by_programme on rehearsal (programme_id, id);
create index rehearsal_open on rehearsal (state) where state in ('waiting', 'running');
