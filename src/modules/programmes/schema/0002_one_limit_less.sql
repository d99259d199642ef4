-- How many requests somebody may make stands with the requests; nothing went by this limit.
update programme_version set package = replace(package, ',"open_requests_most":1}', '}');
