#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulation/faults.h"
#include "simulation/ledger.h"
#include "simulation/stage.h"

namespace kith::simulation {

// What must hold whoever does what and whatever goes wrong. docs/rehearsing.md lists them with a planted
// fault for each.
enum class Invariant {
  settled,           // nothing that is due is left undone, and every consumer has heard every event
  promise_kept,      // whatever has a clock has a job row
  nobody_forgets,    // who waits for someone has an open task, or staff have one about them
  capacity,          // nobody is asked or matched beyond their number, or while they rest
  sensible_hour,     // no letter goes out at night
  no_double,         // no two open tasks for the same thing, no letter sent twice without a crash
  tables_agree,      // the tables say what the events say, and every module's own check is content
  has_conversation,  // an open pair can talk, and only an open pair can
  reach,             // nobody sees or does what is not theirs
  undelivered,       // a letter that cannot arrive makes a task to reach the person otherwise
  no_error,          // no reaction and no job failed
  offered_step,      // what Kith offered somebody to do was not refused
  one_group,         // nobody is in two groups at once, nor leads more than the programme allows
  group_size,        // no group has more members than its cap bears
  group_meets,       // a group that stands meets at a time that the programme has
  kept_no_longer     // what is to be forgotten after a while is gone
};
std::string_view name_of(Invariant invariant);

struct Violation {
  Invariant invariant = Invariant::settled;
  std::string what;
  Instant at;
  std::int64_t step = 0;
  std::string doing;                // the step's own words
  std::vector<std::string> before;  // the last steps before it, oldest first
};

// Looks after every step at what the step touched, and every virtual day at everything.
class Watch {
 public:
  struct Ground {
    Database& database;  // the store itself, which does not die
    Stage& stage;
    Ledger& ledger;
    RecordedPost& post;
  };

  Watch(const Ground& on, std::uint64_t seed) : on_(on), chance_(seed, "watch", 0) {}

  void begin_step(std::int64_t step, std::string doing);
  void after_step();
  void each_day();
  void at_the_end();
  void broken(Invariant invariant, const std::string& what);
  void log_line(const std::string& line);
  // The process died: what was on its way outside may go there once more.
  void crashed() { may_go_twice_ += 1; }

  bool has_broken(Invariant invariant) const;  // among those that are told
  std::int64_t count() const { return count_; }
  const std::vector<Violation>& violations() const { return violations_; }
  std::int64_t probes() const { return probes_; }

 private:
  void hear_new_events();
  void touch(const StoredEvent& event);
  void look_at_touched(Tx& tx);
  void is_settled(Tx& tx);
  void request_kept(Tx& tx, const std::string& request);
  void supporter_in_bounds(Tx& tx, const std::string& supporter, bool was_asked);
  void is_remembered(Tx& tx, const std::string& participant);
  void can_talk(Tx& tx, const std::string& match);
  void letters_went_well(Tx& tx);
  void someone_rings(Tx& tx, const std::string& person);
  void sweep(Tx& tx);
  void sweep_clocks(Tx& tx);
  void sweep_records(Tx& tx);
  void sweep_groups(Tx& tx);
  void in_one_group(Tx& tx);
  void groups_in_bounds(Tx& tx);
  void groups_meet(Tx& tx);
  void none(Tx& tx, Invariant invariant, std::string_view sql, std::string_view what);
  void compare(Tx& tx, std::string_view sql, std::size_t expected, std::string_view what);
  void probe();
  void must_be_hidden(const Agent& agent, Method method, std::string_view path, const Json& input);

  Ground on_;
  Chance chance_;
  std::int64_t step_ = 0;
  std::string doing_;
  std::vector<std::string> last_steps_;
  std::int64_t seen_ = 0;
  std::set<std::string> touched_requests_, touched_participants_, touched_matches_, asked_, matched_,
      undelivered_;
  std::map<std::string, int> sent_;  // by delivery
  std::int64_t may_go_twice_ = 0;
  std::set<std::string> known_;  // violations told already
  std::vector<Violation> violations_;
  std::int64_t count_ = 0;
  std::int64_t probes_ = 0;
};

}  // namespace kith::simulation
