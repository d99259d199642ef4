#include "bench/match/report.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <ostream>
#include <string>

namespace kith::bench {
namespace {

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

std::string figure(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value != 0 && value < 10 ? "%.3g" : "%.1f", value);
  return text;
}

}  // namespace

double cpu_seconds() { return seconds_of(CLOCK_THREAD_CPUTIME_ID); }
double wall_seconds() { return seconds_of(CLOCK_MONOTONIC); }

std::uint64_t peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes * 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

void reset_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

Summary summary_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t last = values.size() - 1;
  return {values[values.size() / 2], values[std::min(last, values.size() * 9 / 10)], values.front()};
}

std::vector<std::vector<double>> in_turns(int rounds, const std::vector<std::function<void()>>& ways) {
  std::vector<std::vector<double>> times(ways.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const double start = cpu_seconds();
      ways[way]();
      times[way].push_back(cpu_seconds() - start);
    }
  }
  return times;
}

double median_ratio(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) ratios.push_back(a[i] / b[i]);
  return summary_of(std::move(ratios)).median;
}

void Report::heading(const std::string& text) { out_ << "\n" << text << "\n" << std::flush; }
void Report::note(const std::string& text) { out_ << "  " << text << "\n" << std::flush; }

void Report::target(const std::string& name, double measured, Better better, double goal,
                    const std::string& unit, const std::string& detail) {
  const bool is_met = better == Better::at_least ? measured >= goal : measured <= goal;
  short_ += is_met ? 0 : 1;
  out_ << name << " " << figure(measured) << unit << (better == Better::at_least ? " >= " : " <= ")
       << figure(goal) << unit << (is_met ? " ok" : " short") << "  (" << detail << ")\n"
       << std::flush;
}

void Report::missing(const std::string& peer, const std::string& how_to_get_it) {
  out_ << "missing peer: " << peer << " (" << how_to_get_it << ")\n" << std::flush;
}

void Report::violation(const std::string& what) {
  ++violations_;
  out_ << "VIOLATION " << what << "\n" << std::flush;
}

std::string milliseconds(double seconds) { return figure(seconds * 1000) + " ms"; }

}  // namespace kith::bench
