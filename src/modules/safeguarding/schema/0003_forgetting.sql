-- Concerns that were closed before there was a time after which they go.
insert into job (id, kind, key, due_at, attempts, state, payload)
select 'safeguarding.forget ' || id, 'safeguarding.forget', id, 0, 0, 'waiting', '{}'
from concern where state = 'closed';

-- Whoever is in a concern that is open is known by name until it is closed.
insert into record_hold (person_id, cause, at)
select reporter_id, id, raised_at from concern where state <> 'closed';
insert into record_hold (person_id, cause, at)
select reported_id, id, raised_at from concern
where state <> 'closed' and reported_id is not null and reported_id <> '' and reported_id <> reporter_id;
