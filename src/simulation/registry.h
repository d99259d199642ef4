#pragma once

#include "simulation/stage.h"

namespace kith::simulation {

// Where people come from: the rosters that the programme is given over the first weeks, and its staff, who
// are there from the beginning.
class Registry : public Agent {
 public:
  explicit Registry(Stage& stage);

  // Makes the staff, and begins to hand in the rosters.
  void open();

  void act(Cue cue) override;
  void letter() override {}

 private:
  void hire(Role role, int count, const std::string& word);
  void hand_in(package::Side side, int& so_far);

  int participants_ = 0;
  int supporters_ = 0;
};

}  // namespace kith::simulation
