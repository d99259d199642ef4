#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/list_place.h"
#include "modules/safeguarding/safeguarding.h"

// Every SQL statement of the safeguarding module. For this folder only. What returns anything of a concern
// takes a Reach; its statement binds the Reach's programme and leaves out concerns about the Reach's own
// person.
namespace kith::safeguarding_store {

struct ConcernRow {
  Concern concern;
  ConversationId conversation;
  std::string body;  // sealed
};

struct MessageRow {
  MessageId id;
  PersonId sender;
  Role sender_role = Role::participant;
  Instant at;
  bool reported = false;
  std::string body;  // sealed
};

struct LookRow {
  std::string id;
  ConcernId concern;
  PersonId viewer;
  Role role = Role::safeguarding_lead;
  std::string why;  // sealed
  Instant at;
};

void insert_concern(Tx& tx, const ConcernRow& row);
void insert_message(Tx& tx, const ConcernId& id, std::int64_t place, const MessageRow& message);
void insert_look(Tx& tx, const LookRow& look);

std::vector<Concern> queue(Tx& tx, const Reach<Concern>& reach, const std::optional<ListPlace>& after,
                           std::size_t limit);
std::optional<Concern> find(Tx& tx, const Reach<Concern>& reach, const ConcernId& id);
std::optional<ConcernRow> content(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id);
std::vector<MessageRow> messages(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id);

// Each moves one state on and says whether it did.
bool set_seen(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id, Instant at);
bool set_closed(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id, const Bytes& outcome,
                Instant at);
// A concern that nobody has seen, marked as overdue once more.
struct OverdueRow {
  ProgrammeId programme;
  ConcernLevel level = ConcernLevel::urgent;
  std::int64_t times = 1;  // how often it was overdue by now
};
std::optional<OverdueRow> count_overdue(Tx& tx, const ConcernId& id, Instant at);

struct ClosedRow {
  ProgrammeId programme;
  Instant at;
};
std::optional<ClosedRow> closed_concern(Tx& tx, const ConcernId& id);
void delete_concern(Tx& tx, const ConcernId& id);

// Broken invariants, in words for the operator.
std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::safeguarding_store
