#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "store/database.h"

namespace kith {

// One fact that happened, kept for ever in the table `event`: outbox, audit trail and evaluation source in
// one (docs/decisions/0005). Holds ids and facts, never message text, names or contact details.
struct StoredEvent {
  std::int64_t sequence = 0;  // 1, 2, 3, ... in commit order, without gaps
  std::string id;
  Instant at;
  std::string type;       // "matching.request_accepted"
  std::string actor;      // person id, or "system:<reason>"
  std::string programme;  // programme id, or ""
  std::string subject;    // the id of the thing it happened to
  Json data;              // an object
};

// Appends with the next sequence and returns it. Must run in a write transaction.
std::int64_t append_event(Tx& tx, const StoredEvent& event);

// Events after `sequence`, oldest first, at most `limit`; with `types`, only events of these.
std::vector<StoredEvent> events_after(Tx& tx, std::int64_t sequence, std::size_t limit,
                                      const std::vector<std::string>& types = {});

// What a person did, or what happened to them, in a programme: newest first, at most `limit`.
std::vector<StoredEvent> events_of(Tx& tx, std::string_view programme, std::string_view person,
                                   std::size_t limit);

std::int64_t last_event_sequence(Tx& tx);

// The place a named consumer has read up to; 0 before its first event.
std::int64_t cursor_of(Tx& tx, std::string_view consumer);
void set_cursor(Tx& tx, std::string_view consumer, std::int64_t sequence);
std::map<std::string, std::int64_t> cursors(Tx& tx);  // of all who have one

// Sequence and type of each event after `sequence`, oldest first, at most `limit`.
std::vector<std::pair<std::int64_t, std::string>> event_types_after(Tx& tx, std::int64_t sequence,
                                                                    std::size_t limit);

// The tables of the store itself: event, consumer_cursor, vault_key, job, idempotency.
ModuleSchema store_schema();

}  // namespace kith
