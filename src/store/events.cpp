#include "store/events.h"

#include <algorithm>

namespace kith {
namespace {

// Of rows with the columns sequence, id, at, type, actor, programme, subject, data.
std::vector<StoredEvent> events_from(const Rows& rows) {
  std::vector<StoredEvent> events;
  events.reserve(rows.size());
  for (const Row& row : rows) {
    events.push_back({row.integer(0), row.text(1), row.instant(2), row.text(3), row.text(4), row.text(5),
                      row.text(6), parse_json(row.text(7))});
  }
  return events;
}

// So few that reading them all costs less than looking for each type in its index.
constexpr std::int64_t few_events = 50;

}  // namespace

std::vector<Migration> kith_store_schema();

ModuleSchema store_schema() { return {"store", kith_store_schema()}; }

std::int64_t append_event(Tx& tx, const StoredEvent& event) {
  if (!tx.may_write()) throw std::logic_error("append_event needs a write transaction");
  return tx
      .query(R"(
        insert into event (sequence, id, at, type, actor, programme, subject, data)
        values ((select coalesce(max(sequence), 0) + 1 from event), $1, $2, $3, $4, $5, $6, $7)
        returning sequence)",
             event.id, event.at, event.type, event.actor, event.programme, event.subject, to_text(event.data))
      .at(0)
      .integer(0);
}

std::vector<StoredEvent> events_after(Tx& tx, std::int64_t sequence, std::size_t limit,
                                      const std::vector<std::string>& types) {
  const auto few = std::min(few_events, static_cast<std::int64_t>(limit));
  if (!types.empty() && last_event_sequence(tx) - sequence <= few) {
    Rows rows = tx.query(R"(
      select sequence, id, at, type, actor, programme, subject, data from event
      where sequence > $1 order by sequence limit $2)",
                         sequence, few);
    std::erase_if(rows, [&](const Row& row) { return std::ranges::find(types, row.text(3)) == types.end(); });
    return events_from(rows);
  }
  SqlParams params{sql_value(sequence), sql_value(limit)};
  std::string among;
  for (const std::string& type : types) {
    params.push_back(sql_value(type));
    among += (among.empty() ? "and type in ($" : ", $") + std::to_string(params.size());
  }
  return events_from(
      tx.query_with("select sequence, id, at, type, actor, programme, subject, data from event "
                    "where sequence > $1 " +
                        (among.empty() ? "" : among + ") ") + "order by sequence limit $2",
                    std::move(params)));
}

// Each half by its own index: the log of a programme grows for ever.
std::vector<StoredEvent> events_of(Tx& tx, std::string_view programme, std::string_view person,
                                   std::size_t limit) {
  return events_from(tx.query(R"(
    select sequence, id, at, type, actor, programme, subject, data from event
    where sequence in (
      select sequence from (select sequence from event where subject = $2 and programme = $1
                            order by sequence desc limit $3) done_to
      union
      select sequence from (select sequence from event where actor = $2 and programme = $1
                            order by sequence desc limit $3) done_by)
    order by sequence desc limit $3)",
                              programme, person, limit));
}

std::int64_t last_event_sequence(Tx& tx) {
  return tx.query("select coalesce(max(sequence), 0) from event")[0].integer(0);
}

std::int64_t cursor_of(Tx& tx, std::string_view consumer) {
  const Rows rows = tx.query("select sequence from consumer_cursor where name = $1", consumer);
  return rows.empty() ? 0 : rows[0].integer(0);
}

std::map<std::string, std::int64_t> cursors(Tx& tx) {
  std::map<std::string, std::int64_t> out;
  for (const Row& row : tx.query("select name, sequence from consumer_cursor")) {
    out[row.text(0)] = row.integer(1);
  }
  return out;
}

std::vector<std::pair<std::int64_t, std::string>> event_types_after(Tx& tx, std::int64_t sequence,
                                                                    std::size_t limit) {
  std::vector<std::pair<std::int64_t, std::string>> out;
  for (const Row& row :
       tx.query("select sequence, type from event where sequence > $1 order by sequence limit $2", sequence,
                limit)) {
    out.emplace_back(row.integer(0), row.text(1));
  }
  return out;
}

void set_cursor(Tx& tx, std::string_view consumer, std::int64_t sequence) {
  tx.execute(R"(
    insert into consumer_cursor (name, sequence)
    values ($1, $2)
    on conflict (name) do update set sequence = excluded.sequence)",
             consumer, sequence);
}

}  // namespace kith
