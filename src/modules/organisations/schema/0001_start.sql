create table organisation (
  id text primary key,
  name text not null,
  added_at bigint not null
);
create unique index organisation_by_name on organisation (name);
