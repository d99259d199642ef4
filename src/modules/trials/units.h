#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/trials/trials.h"

// Who could be entered into a trial, out of what people answer now. For this folder only.
namespace kith {

struct WaitingUnit {
  std::string hash;
  std::string name;                                // of what was answered; "" for people
  std::vector<PersonId> people;                    // who makes it up, in the order of their ids
  std::vector<std::optional<std::string>> levels;  // of each factor; nothing while nobody has answered it
  std::optional<std::size_t> unknown;  // a factor with an answer that the trial's plan does not know

  bool ready() const;
};

// The plan that rules and questions make. Levels of questions are the choices there are now.
trial::Plan plan_of(const package::TrialRules& rules, const package::Package& package);

// What a factor is called in front of people.
std::string factor_words(const package::TrialFactor& factor, const Programme& programme,
                         const std::string& language);

class WaitingUnits {
 public:
  WaitingUnits(Context& context, const People& people, const Programme& programme,
               const package::TrialRules& rules, const trial::Plan& plan);

  // Every unit with somebody in it who may be allocated, final ones too: people by their ids, others by name.
  const std::vector<WaitingUnit>& all() const { return units_; }

 private:
  struct Member {
    PersonId person;
    package::Answers answers;
  };

  bool may_be_allocated(Context& context, const People& people, const Profile& profile) const;
  std::string written(const Profile& profile) const;
  void measure(WaitingUnit& unit, const std::vector<Member>& members) const;
  std::optional<double> mean(const package::TrialFactor& factor, const std::vector<Member>& members) const;
  std::optional<std::string> most_common(const package::TrialFactor& factor,
                                         const std::vector<Member>& members) const;

  const Programme& programme_;
  const package::TrialRules& rules_;
  const trial::Plan& plan_;
  std::vector<WaitingUnit> units_;
};

}  // namespace kith
