#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "store/database.h"

namespace kith {

// Counts for Prometheus. Labels are route templates, status classes and engine names: nothing about anybody.
class Metrics {
 public:
  void count_request(std::string_view route, int status, std::int64_t micros);
  void count_job(std::string_view kind, bool done);
  std::atomic<std::int64_t> sockets{0};

  // The text exposition format, version 0.0.4.
  std::string text(const DatabaseStatus& store) const;

 private:
  static constexpr std::array<double, 9> bounds_s{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5};
  struct Histogram {
    std::array<std::int64_t, 10> buckets{};
    std::int64_t count = 0;
    double sum_s = 0;
  };
  mutable std::mutex lock_;
  std::map<std::pair<std::string, int>, std::int64_t> requests_;
  std::map<std::string, Histogram> seconds_;
  std::map<std::pair<std::string, bool>, std::int64_t> jobs_;
};

}  // namespace kith
