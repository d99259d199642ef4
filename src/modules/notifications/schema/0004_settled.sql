-- Settled letters are forgotten each night by when they were settled, and text is there only of the few that wait.
create index delivery_by_settling on delivery (settled_at) where settled_at is not null;
create index delivery_with_text on delivery (state) where content is not null;
