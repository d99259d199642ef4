#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulation/stage.h"

namespace kith::simulation {

// Somebody of one of the two sides: comes in or does not, writes, falls silent, comes back, leaves.
class Member : public Agent {
 public:
  Member(Stage& stage, Self self, package::Side side);

  void act(Cue cue) override;
  void letter() override;

  // Somebody of the staff reached them by telephone and brought them in.
  void brought_in() { came_in(); }
  // Whether they say yes to taking part when they are called.
  bool joins_when_called();
  // A call brought them back from silence.
  void woken_up();
  bool is_here() const { return here_ && !gone_; }
  bool is_silent() const { return silent_; }
  // What they say when the coordinator asks on the telephone.
  bool wants_group() const { return wants_group_ && !gone_; }
  const std::vector<std::string>& conversations() const { return conversations_; }

 protected:
  virtual void side_came_in() {}
  virtual void side_look() {}
  virtual void side_month() {}
  virtual void side_act(Cue) {}
  virtual Odds says_hello() const = 0;  // into an empty conversation

  const Habits& habits() const { return stage_.population.habits(side_); }
  void say(const std::string& conversation);
  void leave_one();
  void tire_of_group();

  bool silent_ = false;
  bool gone_ = false;        // has left the programme
  bool wants_group_ = true;  // where there are groups

 private:
  void look();
  void think_it_over();
  bool answers_the_screen();
  void arrive();
  void came_in();
  void converse();
  void read(const std::string& conversation);
  void write();
  void reply();
  void month();
  void worry();
  void expect_to_meet(const std::string& conversation);
  void say_met();
  void say_met(const Json& conversation, const Json& page, bool met);
  bool have_met(const std::string& conversation, int times_asked);
  void look_at_groups();
  void say_of_group(const std::string& group, bool suits);
  void withdraw();
  std::optional<Json> leave_programme();
  void come_back();
  bool is_still_in();

  package::Side side_;
  bool here_ = false;
  bool decided_ = false;
  bool looking_ = false;
  std::vector<std::string> conversations_;  // open ones, as last read
  std::deque<std::string> to_answer_;
  std::map<std::string, int> asked_whether_met_;  // how often, by conversation
  std::deque<std::string> to_say_met_;
  std::vector<std::string> in_groups_;  // as a member, as last read
  std::string leaving_;                 // what they may take back
  bool may_return_ = false;
  std::set<std::string> left_unanswered_;  // read and let be, until something new comes
};

class Participant : public Member {
 public:
  Participant(Stage& stage, Self self) : Member(stage, std::move(self), package::Side::participant) {}

 private:
  void side_came_in() override;
  void side_look() override;
  void side_month() override;
  void side_act(Cue cue) override;
  Odds says_hello() const override { return habits().replies; }
  void choose();
  bool has_asked();
  const ParticipantHabits& own() const { return stage_.population.participant; }

  std::string match_;  // the open one, as last read
  bool wants_ = true;
  bool choosing_ = false;
};

class Supporter : public Member {
 public:
  Supporter(Stage& stage, Self self) : Member(stage, std::move(self), package::Side::supporter) {}

 private:
  enum class Answer { accept, decline, not_now, silence };

  void side_look() override;
  void side_month() override;
  void side_act(Cue cue) override;
  Odds says_hello() const override { return own().writes_first; }
  void answer();
  Answer decide();
  const SupporterHabits& own() const { return stage_.population.supporter; }

  std::map<std::string, Answer> asks_;
  std::deque<std::string> to_decide_;
};

}  // namespace kith::simulation
