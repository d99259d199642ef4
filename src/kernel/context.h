#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fields.h"
#include "base/refusal.h"
#include "base/world.h"
#include "kernel/actor.h"
#include "store/database.h"
#include "store/events.h"
#include "store/vault.h"

namespace kith {

// What an answer carries beside its JSON body.
struct Reply {
  std::vector<std::string> cookies;  // whole Set-Cookie values
  std::string file_type;             // when set, `file` is the body instead of JSON
  std::string file_name;
  std::string file;
  bool public_answer = false;  // may be cached: holds nothing about anybody
  // When set, the answer is this refusal although what was done is kept: a wrong code must be counted. (A
  // thrown Refusal takes everything back.)
  std::optional<Refusal> refusal;
};

// What a request says of the machine it came from. Coarse words of it may be kept; never the text itself.
struct Caller {
  std::string user_agent;
};

struct Context;

// What a module does in the same transaction as another's event: for invariants, rare.
using Within = std::function<void(Context&, const StoredEvent&)>;

// Everything an operation may touch. One Context lives as long as one transaction.
struct Context {
  World& world;
  Vault& vault;
  Tx& tx;
  const Actor& actor;
  const std::multimap<std::string, Within>& within;  // by event type
  Instant now;                                       // the same for the whole operation
  std::string language;                              // of the words to answer with
  Reply reply;
  Json prepared;  // what Endpoint::prepare returned
  Caller caller = {};

  // Appends the event in this transaction and runs the reactions bound to it. E has
  // `static constexpr std::string_view type` and is a described struct that holds ids and facts only.
  template <class E>
  void emit(const ProgrammeId& programme, std::string_view subject, const E& event) {
    emit_json(E::type, programme, subject, encode(event));
  }
  void emit_json(std::string_view type, const ProgrammeId& programme, std::string_view subject, Json data);

  // A fresh id of one kind.
  template <class AnyId>
  AnyId fresh() {
    return AnyId(world.ids.next());
  }

  // Promises with a clock are rows, never timers. One job per kind and key: scheduling again moves it.
  void schedule(std::string_view kind, std::string_view key, Instant due_at, const Json& payload);
  void cancel(std::string_view kind, std::string_view key);
};

}  // namespace kith
