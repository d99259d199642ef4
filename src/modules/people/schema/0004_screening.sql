-- Whether the questions at the beginning found that the programme suits somebody. Of who fits nothing else is kept;
-- of who does not, the keys of the questions, sealed with their key.
create table screening (
  person_id text not null references person (id),
  programme_id text not null,
  fits boolean not null,
  unfit bytea not null,
  at bigint not null,
  primary key (person_id, programme_id)
);
create index screening_of_redirected on screening (programme_id, fits, at);
