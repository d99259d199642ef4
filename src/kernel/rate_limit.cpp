#include "kernel/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace kith {
namespace {

constexpr std::size_t most_keys = 100'000;

double refilled(double tokens, double per_second, double burst, Duration passed) {
  const double seconds_passed = std::max(0.0, static_cast<double>(passed.count()) / 1e6);
  return std::min(burst, tokens + per_second * seconds_passed);
}

}  // namespace

int RateLimiter::take(const std::string& key, const RateLimit& limit, Instant now, int people) {
  const std::lock_guard guard(lock_);
  if (buckets_.size() >= most_keys) forget_full(now);
  const double per_second = limit.per_minute / 60.0 * people;
  const double burst = 1.0 * limit.burst * people;
  Bucket& bucket = buckets_.try_emplace(key, Bucket{burst, now, per_second, burst}).first->second;
  bucket.tokens = refilled(bucket.tokens, per_second, burst, now - bucket.at);
  bucket.at = now;
  if (bucket.tokens < 1) return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / per_second)));
  bucket.tokens -= 1;
  return 0;
}

void RateLimiter::forget_full(Instant now) {
  std::erase_if(buckets_, [&](const auto& each) {
    const Bucket& bucket = each.second;
    return refilled(bucket.tokens, bucket.per_second, bucket.burst, now - bucket.at) >= bucket.burst;
  });
}

}  // namespace kith
