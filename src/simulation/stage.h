#pragma once

#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "simulation/door.h"
#include "simulation/population.h"

// What every invented person shares: the time, the programme, the way into Kith, and when each acts next.
namespace kith::simulation {

class Agent;

// Every rehearsal begins on the same Monday, so that a seed gives the same bytes whenever it is run.
inline constexpr Date first_day{2027, 1, 4};

// Why an agent is woken.
enum class Cue { look, arrive, choose, answer, write, reply, month, shift, task, met, come_back };
std::string_view name_of(Cue cue);

struct Wake {
  Instant at;
  std::uint64_t order = 0;  // of being asked for, so that equal times have one order
  std::size_t agent = 0;
  Cue cue = Cue::look;

  bool operator>(const Wake& other) const { return at != other.at ? at > other.at : order > other.order; }
};

class Stage {
 public:
  Stage(const package::Package& of, const Population& with, std::uint64_t from_seed, Clock& by)
      : package(of), population(with), seed(from_seed), clock(by) {}
  ~Stage();

  const package::Package& package;
  const Population& population;
  const std::uint64_t seed;
  const Clock& clock;
  ProgrammeId programme;
  PersonId answers_the_phone;  // the first coordinator
  House* house = nullptr;      // that stands now
  Door* door = nullptr;        // into it
  // A step that Kith itself offered was refused: told to whoever watches over the rehearsal.
  std::function<void(const std::string& what)> surprised;
  // Staff worked on a task of that kind for so many minutes.
  std::function<void(Role role, const std::string& kind, int minutes)> worked;

  Instant now() const { return clock.now(); }

  void add(std::unique_ptr<Agent> agent);
  Agent& agent(std::size_t number) { return *agents_[number]; }
  Agent* find(const PersonId& person);
  Agent* find_by_address(const std::string& address);
  std::size_t size() const { return agents_.size(); }

  void wake(std::size_t agent, Instant at, Cue cue) { wakes_.push({at, order_++, agent, cue}); }
  const Wake* next() const { return wakes_.empty() ? nullptr : &wakes_.top(); }
  Wake take();

 private:
  std::vector<std::unique_ptr<Agent>> agents_;
  std::map<std::string, std::size_t> by_person_;
  std::map<std::string, std::size_t> by_address_;
  std::priority_queue<Wake, std::vector<Wake>, std::greater<>> wakes_;
  std::uint64_t order_ = 0;
};

// Somebody who acts. What they know of Kith they have read through the door.
class Agent {
 public:
  struct Self {
    PersonId person;
    std::string address;  // "" for who has a landline only
    std::string name;     // "participant 12"
  };

  Agent(Stage& stage, Self self);
  virtual ~Agent() = default;

  virtual void act(Cue cue) = 0;
  virtual void letter() = 0;  // one has come to their address

  const PersonId& person() const { return self_.person; }
  const std::string& address() const { return self_.address; }
  const std::string& name() const { return self_.name; }

 protected:
  // Nothing when Kith refuses with one of the codes given; any other refusal is a surprise.
  std::optional<Json> ask(Method method, std::string_view path, const Json& input,
                          std::initializer_list<std::string_view> may_refuse = {});
  // The same, by somebody else who has this one on the telephone.
  std::optional<Json> ask_as(const PersonId& person, Method method, std::string_view path, const Json& input,
                             std::initializer_list<std::string_view> may_refuse = {});
  void wake(Duration in, Cue cue);
  // The same, at an hour when people are up: from eight in the morning until nine at night.
  void wake_by_day(Duration in, Cue cue);
  Instant now() const { return stage_.now(); }
  std::string programme() const { return stage_.programme.str(); }

  Stage& stage_;
  Chance chance_;

 private:
  friend class Stage;
  Self self_;
  std::size_t number_ = 0;
};

}  // namespace kith::simulation
