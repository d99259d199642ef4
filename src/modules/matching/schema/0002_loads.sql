-- How many each supporter of a programme accompanies, read with every library.
create index pair_open_by_supporter on pair (programme_id, supporter_id) where state <> 'ended';
