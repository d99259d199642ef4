#pragma once

#include "modules/trials/views.h"

// What is told of a trial. For this folder only.
namespace kith {

class ShowingTrial {
 public:
  // The trial that is open or was the last, or the one the package would open. Refuses trials.no_trial.
  ShowingTrial(Context& context, const People& people, const Reach<Trial>& reach);

  TrialView view();
  WaitingUnitList waiting(const TrialUnitsAsk& ask);
  FinalUnitList units(const TrialUnitsAsk& ask);
  FinalUnitView unit(const TrialUnit& unit);

 private:
  std::string words(const package::Words& words) const;
  std::string name_of(const PersonId& person);
  void count_arms(TrialView& out);

  Context& context_;
  const People& people_;
  const Reach<Trial>& reach_;
  Programme programme_;
  std::optional<Trial> trial_;
  package::TrialRules rules_;
  trial::Plan plan_;
  std::string language_;
};

}  // namespace kith
