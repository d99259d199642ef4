#pragma once

#include <string>
#include <vector>

#include "bench/match/linear_program.h"

namespace kith::bench {

// A solver of mixed-integer linear programs that is run as a program of its own: a peer.
class Solver {
 public:
  // In `command` the words PROGRAM and ANSWER stand for the files to read and to write.
  Solver(std::string name, std::vector<std::string> command);

  enum class End { optimal, infeasible, stopped, failed };
  struct Answer {
    End end = End::failed;
    double least = 0;
    // As the solver's own process measured it around its solving; else of the whole process, less what it
    // takes for a program of one column.
    double cpu_seconds = 0;
  };

  const std::string& name() const { return name_; }

  // The limit is CPU time, rounded up to whole seconds.
  Answer solve(const LinearProgram& program, double limit_seconds) const;

  // Whether it solves a program of one column; measures how long it takes to start.
  bool is_there();

 private:
  std::string name_;
  std::vector<std::string> command_;
  double start_seconds_ = 0;
};

// CBC by its command `cbc`; HiGHS from npm by node.
Solver cbc();
Solver highs();

}  // namespace kith::bench
