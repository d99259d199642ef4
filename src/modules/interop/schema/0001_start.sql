create table import_draft (
  id text primary key,
  programme_id text not null,
  side text not null,
  file_name bytea not null,
  content bytea not null,
  settings text not null,
  row_count bigint not null,
  state text not null,
  created_by text not null,
  created_at bigint not null
);

create table saved_mapping (
  programme_id text not null,
  side text not null,
  header text not null,
  field text not null,
  primary key (programme_id, side, header)
);
