#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.h"
#include "kernel/endpoint.h"

namespace kith {

// Token buckets by key (client and endpoint). Bounded: when 100,000 keys are held, full buckets are
// forgotten, which is the same as having them.
class RateLimiter {
 public:
  // Seconds to wait, or 0 when the call may go ahead (and is counted). A key that `people` share may do as
  // much as all of them.
  int take(const std::string& key, const RateLimit& limit, Instant now, int people = 1);

 private:
  struct Bucket {
    double tokens;
    Instant at;
    double per_second;
    double burst;
  };
  void forget_full(Instant now);
  std::mutex lock_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace kith
