-- Who left, what they chose for what is held on them, and until when they may think again.
create table leaving (
  id text primary key,
  person_id text not null references person (id),
  programme_id text not null,
  roles text not null,
  choice text not null,
  research text not null,
  reason text not null,
  how text not null,
  recorded_by text not null,
  at bigint not null,
  undo_until bigint not null,
  state text not null,
  settled_at bigint
);
create index leaving_by_person on leaving (person_id, state);
create index leaving_by_programme on leaving (programme_id, state, id);

-- What keeps a record from being closed: a concern that is being looked at.
create table record_hold (
  person_id text not null,
  cause text not null,
  at bigint not null,
  primary key (person_id, cause)
);

-- When everything was taken away that may be; the row stays, without a name.
alter table role_grant add column closed_at bigint;
create index role_grant_to_close on role_grant (programme_id, state, since);
alter table person add column erased_at bigint;

-- Who answered when it was read out, and when it was noted; the words themselves, by their version.
alter table consent add column answered_by text not null default 'self';
alter table consent add column noted_at bigint;
create table consent_text (
  programme_id text not null,
  purpose text not null,
  version text not null,
  words text not null,
  primary key (programme_id, purpose, version)
);

-- Whoever left before there was this is looked for as well.
insert into job (id, kind, key, due_at, attempts, state, payload)
select 'people.retention', 'people.retention', 'all', 0, 0, 'waiting', '{}'
where exists (select 1 from role_grant where state = 'ended');
