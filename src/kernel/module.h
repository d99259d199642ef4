#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/context.h"
#include "kernel/endpoint.h"
#include "store/migration.h"

namespace kith {

// What a module does after an event is committed, from the log: in order, at least once, idempotent by event
// id. Each consumer has its own cursor, moved in the same transaction as what it did.
struct Reaction {
  std::string consumer;            // "journeys"
  std::vector<std::string> types;  // event types it reads
  std::function<void(Context&, const StoredEvent&)> react;
};

struct Job {
  std::string id;
  std::string kind;
  std::string key;
  Instant due_at;
  std::int64_t attempts = 0;
  Json payload;
};

// What the outside world said to the second phase of a job, as JSON.
using OutsideAct = std::function<Json()>;

// A kind of job row. `run` alone does its work in one write transaction, and the row goes with it. With
// `prepare`, `act` runs outside any transaction (a mail server may take its time) and `settle` writes down
// what came of it; `settle` may schedule the same key again, to retry. A crash between act and settle repeats
// act.
struct JobKind {
  std::string kind;
  std::function<void(Context&, const Job&)> run;
  std::function<OutsideAct(Context&, const Job&)> prepare;
  std::function<void(Context&, const Job&, const Json& result)> settle;
};

// Which people hear of an event through their open sockets: type, id and sequence only.
struct Audience {
  std::string type;
  std::function<std::vector<PersonId>(Tx&, const StoredEvent&)> people;
};

// One folder of src/modules. A module holds no mutable state of its own: all of it is in the database.
class Module {
 public:
  virtual ~Module() = default;
  virtual std::string_view name() const = 0;
  virtual std::vector<Migration> schema() const { return {}; }
  virtual Endpoints endpoints() { return {}; }
  virtual std::vector<Reaction> reactions() { return {}; }
  virtual std::vector<std::pair<std::string, Within>> within() { return {}; }
  virtual std::vector<JobKind> jobs() { return {}; }
  virtual std::vector<Audience> audiences() { return {}; }
  // Broken invariants of this module's rows, in words for the operator; for `kith check`.
  virtual std::vector<std::string> check(Tx&) { return {}; }
};

}  // namespace kith
