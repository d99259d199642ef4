#include "engine/groups/enrolment.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/refusal.h"

namespace kith::groups {
namespace {

constexpr double crowded_at_most = 0.01;

Refusal wrong_sizes(const char* detail) { return Refusal(RefusalKind::invalid, "groups.sizes", detail); }

}  // namespace

double at_least(int k, int n, double p) {
  if (k <= 0) return 1;
  if (k > n) return 0;
  if (p >= 1) return 1;
  double term = std::pow(1 - p, n);  // P(nobody comes)
  double below = 0;
  for (int i = 0; i < k; ++i) {
    below += term;
    term *= static_cast<double>(n - i) / (i + 1) * p / (1 - p);
  }
  return std::max(0.0, 1 - below);
}

Enrolment enrolment_for(const Design& design, int attendance_milli) {
  const bool ordered = design.floor >= 1 && design.floor <= design.attending_low &&
                       design.attending_low <= design.attending_high && design.attending_high <= design.cap;
  if (!ordered || attendance_milli < 1 || attendance_milli > 1000) {
    throw wrong_sizes("The floor, the wished-for attendance and the cap of a group must rise in this order.");
  }
  const double p = attendance_milli / 1000.0;
  Enrolment out;
  out.least = (design.floor * 1000 + attendance_milli - 1) / attendance_milli;
  out.most = design.cap;
  while (out.most <= most_group_size && at_least(design.cap + 1, out.most + 1, p) <= crowded_at_most) {
    ++out.most;
  }
  if (out.most > most_group_size) {
    throw wrong_sizes("So few are expected to come that a group would need more than 40 people.");
  }
  const int twice_middle = (design.attending_low + design.attending_high) * 1000;
  const auto off = [&](int n) { return std::abs(2 * n * attendance_milli - twice_middle); };
  out.wished = out.least;
  for (int n = out.least; n <= out.most; ++n) {
    if (off(n) < off(out.wished)) out.wished = n;
  }
  return out;
}

}  // namespace kith::groups
