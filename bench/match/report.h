#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

// What every benchmark of matching shares: how time is taken, how runs of several solvers are interleaved,
// and how a target is reported. A new benchmark (groups, trials) writes `void bench_x(Report&, const
// BenchSize&)`, calls Report::target() once for each of its targets, and is named in benchmarks.h and
// main.cpp; nothing else is needed.
namespace kith::bench {

// Seconds that this thread has computed. Others on the machine do not count, so figures are steadier than
// wall time.
double cpu_seconds();
double wall_seconds();

// Most memory that the process has held, in bytes, since reset_peak_memory() (or the start of the process).
std::uint64_t peak_memory();
void reset_peak_memory();

struct Summary {
  double median = 0;
  double p90 = 0;
  double least = 0;
};

// `values` is not empty.
Summary summary_of(std::vector<double> values);

// The CPU seconds of each of several ways to do the same, run in turns (A B A B ...), so that a busy machine
// is unfair to none. times[way][round].
std::vector<std::vector<double>> in_turns(int rounds, const std::vector<std::function<void()>>& ways);

// The median of a[i] / b[i]: ratios are claims, seconds are notes.
double median_ratio(const std::vector<double>& a, const std::vector<double>& b);

enum class Better { at_least, at_most };

// Prints as it goes: notes, and one line for each target, "T5 128x >= 80x ok" or "... short".
class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}

  void heading(const std::string& text);
  void note(const std::string& text);
  // `unit` follows both figures: "x", " ms", "%". `detail` says what was measured.
  void target(const std::string& name, double measured, Better better, double goal, const std::string& unit,
              const std::string& detail);
  // A peer that is not installed is a line, never a failure.
  void missing(const std::string& peer, const std::string& how_to_get_it);
  // A wrong answer: what a checker found. Makes the exit code 1.
  void violation(const std::string& what);

  int short_count() const { return short_; }
  int violation_count() const { return violations_; }

 private:
  std::ostream& out_;
  int short_ = 0;
  int violations_ = 0;
};

std::string milliseconds(double seconds);

}  // namespace kith::bench
