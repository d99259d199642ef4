create table programme (
  id text primary key,
  key text not null,
  organisation_id text not null references organisation (id),
  version_id text not null,
  added_at bigint not null
);
create unique index programme_by_key on programme (key);

create table programme_version (
  id text primary key,
  programme_id text not null references programme (id),
  fingerprint text not null,
  package text not null,
  published_at bigint not null
);
create unique index programme_version_by_fingerprint on programme_version (programme_id, fingerprint);
