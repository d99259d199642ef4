#include "kernel/metrics.h"

#include <fmt/format.h>

namespace kith {

void Metrics::count_request(std::string_view route, int status, std::int64_t micros) {
  const std::lock_guard guard(lock_);
  ++requests_[{std::string(route), status}];
  Histogram& histogram = seconds_[std::string(route)];
  const double took_s = static_cast<double>(micros) / 1e6;
  std::size_t bucket = 0;
  while (bucket < bounds_s.size() && took_s > bounds_s[bucket]) ++bucket;
  ++histogram.buckets[bucket];
  ++histogram.count;
  histogram.sum_s += took_s;
}

void Metrics::count_job(std::string_view kind, bool done) {
  const std::lock_guard guard(lock_);
  ++jobs_[{std::string(kind), done}];
}

std::string Metrics::text(const DatabaseStatus& store) const {
  const std::lock_guard guard(lock_);
  std::string out = "# TYPE kith_requests_total counter\n";
  for (const auto& [key, count] : requests_) {
    out +=
        fmt::format("kith_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  }
  out += "# TYPE kith_request_seconds histogram\n";
  for (const auto& [route, histogram] : seconds_) {
    std::int64_t below = 0;
    for (std::size_t i = 0; i < bounds_s.size(); ++i) {
      below += histogram.buckets[i];
      out += fmt::format("kith_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route, bounds_s[i],
                         below);
    }
    out +=
        fmt::format("kith_request_seconds_bucket{{route=\"{}\",le=\"+Inf\"}} {}\n", route, histogram.count);
    out += fmt::format("kith_request_seconds_sum{{route=\"{}\"}} {}\n", route, histogram.sum_s);
    out += fmt::format("kith_request_seconds_count{{route=\"{}\"}} {}\n", route, histogram.count);
  }
  out += "# TYPE kith_jobs_total counter\n";
  for (const auto& [key, count] : jobs_) {
    out += fmt::format("kith_jobs_total{{kind=\"{}\",result=\"{}\"}} {}\n", key.first,
                       key.second ? "done" : "failed", count);
  }
  out += fmt::format("# TYPE kith_sockets gauge\nkith_sockets {}\n", sockets.load());
  out += fmt::format("# TYPE kith_store_commits_total counter\nkith_store_commits_total {}\n", store.commits);
  out += fmt::format("# TYPE kith_store_writes_total counter\nkith_store_writes_total {}\n", store.writes);
  out += fmt::format("# TYPE kith_store_wal_bytes gauge\nkith_store_wal_bytes {}\n", store.wal_bytes);
  out += fmt::format("# TYPE kith_store_waiting gauge\nkith_store_waiting {}\n", store.waiting);
  return out;
}

}  // namespace kith
