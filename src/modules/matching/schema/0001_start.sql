create table request (
  id text primary key,
  programme_id text not null,
  participant_id text not null,
  supporter_id text not null,
  place bigint not null,
  state text not null,
  hello bytea not null,
  on_behalf boolean not null,
  made_at bigint not null,
  asked_at bigint,
  answer_by bigint,
  changed_at bigint not null
);
create index request_by_participant on request (participant_id, programme_id, made_at, place, id);
create index request_by_supporter on request (supporter_id, state, id);
create unique index request_asked_once on request (programme_id, participant_id) where state in ('asked', 'reminded');

create table pair (
  id text primary key,
  programme_id text not null,
  participant_id text not null,
  supporter_id text not null,
  conversation_id text not null,
  request_id text not null references request (id),
  state text not null,
  since bigint not null,
  first_contact_at bigint,
  ended_at bigint,
  end_reason text not null
);
create index pair_by_participant on pair (participant_id, programme_id, state, id);
create index pair_by_supporter on pair (supporter_id, programme_id, state, id);
create index pair_by_conversation on pair (conversation_id);
create unique index pair_open_once on pair (programme_id, participant_id) where state <> 'ended';
