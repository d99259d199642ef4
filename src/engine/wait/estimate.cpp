#include "engine/wait/estimate.h"

#include <boost/math/distributions/beta.hpp>

namespace kith::wait {
namespace {

constexpr std::int64_t fewest_seen = 3;
constexpr double longest_days = 365;

}  // namespace

std::optional<Range> estimate(const Lately& lately, std::int64_t ahead) {
  if (lately.found < fewest_seen) return std::nullopt;
  const boost::math::beta_distribution<double> part(static_cast<double>(ahead) + 1,
                                                    static_cast<double>(lately.found) + 0.5);
  const auto days_at = [&](double probability) {
    const double b = boost::math::quantile(part, probability);
    return lately.days * b / (1 - b);
  };
  const Range range{days_at(0.1), days_at(0.9)};
  if (range.high_days > longest_days) return std::nullopt;
  return range;
}

}  // namespace kith::wait
