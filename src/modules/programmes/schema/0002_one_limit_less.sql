-- How many requests somebody may make stands with the requests; nothing went by this limit, from 1 to 20.
update programme_version set package = replace(package, ',"open_requests_most":' || given.column1 || '}', '}')
from (values ('1'), ('2'), ('3'), ('4'), ('5'), ('6'), ('7'), ('8'), ('9'), ('10'),
             ('11'), ('12'), ('13'), ('14'), ('15'), ('16'), ('17'), ('18'), ('19'), ('20')) as given
where package like '%"open_requests_most":' || given.column1 || '}%';
