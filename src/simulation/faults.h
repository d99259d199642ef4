#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/world.h"
#include "simulation/chance.h"
#include "store/database.h"

// What can go wrong around Kith, brought about on purpose: the process dies, mail is refused, the clock
// jumps, events are heard twice and work is taken up in another order. Everything must hold all the same.
namespace kith::simulation {

struct Faults {
  Odds crash;        // at one write
  Odds mail_outage;  // begins, on one day
  Odds jump;         // of the clock, at one step
  Odds heard_again;  // consumers go back in the log, at one step
  bool any_order = false;
  bool bounces = false;  // some addresses never take a letter

  static Faults none() { return {}; }
  static Faults all() { return {{2'000}, {100'000}, {1'000}, {5'000}, true, true}; }
};

// The process died here. Not a std::exception, so that nothing on the way takes it for an error to handle.
struct Crash {};

// Passes everything on to the store, until it is told to die at a write: before it begins, after all its work
// but before the commit, or after the commit and before anybody heard of it.
class MortalDatabase : public Database {
 public:
  MortalDatabase(Database& inner, Chance chance) : inner_(inner), chance_(chance) {}

  void set_odds(Odds odds) { odds_ = odds; }

  void read(const Operation& operation) override { inner_.read(operation); }
  void write_async(Operation operation, Done done) override;
  void migrate(const std::vector<ModuleSchema>& schemas) override { inner_.migrate(schemas); }
  void backup_to(const std::filesystem::path& file) override { inner_.backup_to(file); }
  std::vector<std::string> check() override { return inner_.check(); }
  DatabaseStatus status() const override { return inner_.status(); }
  bool failed() const override { return inner_.failed(); }
  bool on_writer_thread() const override { return inner_.on_writer_thread(); }

 private:
  enum class Death { none, before, at_commit, after };
  Death death();

  Database& inner_;
  Chance chance_;
  Odds odds_;
};

// A post office that writes down what was handed to it, refuses everything during an outage, and never
// delivers to a few addresses.
class RecordedPost : public Outbound {
 public:
  struct Sent {
    OutboundMessage message;
    Instant at;
  };

  explicit RecordedPost(Clock& clock) : clock_(clock) {}

  OutboundResult send(const OutboundMessage& message) override;
  void refuse_until(Instant until) { refused_until_ = until; }
  Instant refused_until() const { return refused_until_; }
  void never_deliver_to(const std::string& address) { dead_.insert(address); }
  // What was accepted since the last call.
  std::vector<Sent> take() { return std::exchange(sent_, {}); }

 private:
  Clock& clock_;
  Instant refused_until_;
  std::set<std::string> dead_;
  std::vector<Sent> sent_;
};

}  // namespace kith::simulation
