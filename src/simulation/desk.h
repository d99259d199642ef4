#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>

#include "simulation/convener.h"
#include "simulation/member.h"

namespace kith::simulation {

// A member of staff at their desk: on working days they read the Today board of their role, take tasks up,
// and do what each asks for until the day's minutes are spent.
class Desk : public Agent {
 public:
  Desk(Stage& stage, Self self, Role role, bool is_first);

  void act(Cue cue) override;
  void letter() override;

 private:
  // A piece of work for today.
  struct Work {
    std::string kind;  // of a task, "call_invited", "close_concern" or "groups"
    std::string id;    // of the task or the concern
    PersonId about;
  };

  void begin_day();
  bool is_away() const;
  void read_board();
  void invite();
  void call_unreachable(package::Side side);
  void take_up_concerns();
  void work_on(const Work& work);
  void plan_groups();
  void go_on();

  void do_task(const Work& work);
  void call(const PersonId& person);
  bool help_to_choose(const PersonId& person);
  void nudge(const PersonId& person);
  void close_concern(const std::string& concern);
  void tick_off(const std::string& task);
  Json here(std::initializer_list<std::pair<std::string, Json>> more = {}) const;

  Role role_;
  bool is_first_;
  Convener convener_;
  Instant groups_next_;  // are looked after then
  int minutes_left_ = 0;
  bool on_duty_ = false;  // a letter has called them to a concern
  std::deque<Work> today_;
  std::set<std::string> to_close_;  // concerns that were taken on
  std::map<std::string, int> calls_;
};

}  // namespace kith::simulation
