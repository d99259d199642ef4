#include "modules/conversations/store.h"

namespace kith::conversations_store {
namespace {

struct Invariant {
  std::string_view what;
  std::string_view sql;  // the ids of what breaks it
};

constexpr Invariant invariants[] = {
    {"does not have exactly two members", R"(
      select c.id from conversation c
      where (select count(*) from conversation_member m where m.conversation_id = c.id) <> 2
      order by c.id limit 20
    )"},
    {"has a gap in its messages, or counts another number of them than it has", R"(
      select c.id from conversation c
      where (select count(*) from message s where s.conversation_id = c.id) <> c.last_sequence
        or coalesce((select max(s.sequence) from message s where s.conversation_id = c.id), 0) <> c.last_sequence
        or coalesce((select min(s.sequence) from message s where s.conversation_id = c.id), 1) <> 1
      order by c.id limit 20
    )"},
    {"holds a message of someone who is not a member", R"(
      with x as materialized (
        select c.id as conversation_id,
          (select min(s.sender_id) from message s where s.conversation_id = c.id) as sender_id
        from conversation c
        union all
        select m.conversation_id,
          (select min(s.sender_id) from message s
           where s.conversation_id = m.conversation_id and s.sender_id > m.person_id)
        from conversation_member m)
      select distinct x.conversation_id from x
      where x.sender_id is not null
        and not exists (select 1 from conversation_member m
                        where m.conversation_id = x.conversation_id and m.person_id = x.sender_id)
      order by x.conversation_id limit 20
    )"},
    {"is marked as read further than it goes", R"(
      select c.id from conversation c
      join conversation_member m on m.conversation_id = c.id
      where m.read_sequence > c.last_sequence or m.readable_until > c.last_sequence
      order by c.id limit 20
    )"},
    {"is open although one of its members left, or ended without its end being kept", R"(
      select c.id from conversation c
      where (c.state = 'open' and exists (select 1 from conversation_member m
               where m.conversation_id = c.id and (m.left_at is not null or m.readable_until is not null)))
        or (c.state = 'ended' and (c.ended_at is null or exists (select 1 from conversation_member m
               where m.conversation_id = c.id and m.readable_until is null)))
      order by c.id limit 20
    )"},
};

}  // namespace

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  for (const Invariant& each : invariants) {
    for (const Row& row : tx.query(each.sql)) {
      out.push_back("conversation " + row.text(0) + " " + std::string(each.what));
    }
  }
  return out;
}

}  // namespace kith::conversations_store
