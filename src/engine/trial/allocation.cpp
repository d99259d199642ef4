#include "engine/trial/allocation.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <numeric>

#include "base/refusal.h"

namespace kith::trial {
namespace {

[[noreturn]] void refuse(const char* code, const char* detail) {
  throw Refusal(RefusalKind::invalid, code, detail);
}

void check_arms(const Design& design) {
  if (design.arms.size() < 2 || design.arms.size() > 16)
    refuse("trial.arms", "A trial has between 2 and 16 arms.");
  for (std::size_t a = 0; a < design.arms.size(); ++a) {
    if (design.arms[a].share < 1 || design.arms[a].share > 100)
      refuse("trial.arms", "An arm's share goes from 1 to 100.");
    for (std::size_t b = 0; b < a; ++b) {
      if (design.arms[a].key == design.arms[b].key) refuse("trial.arms", "Two arms have the same name.");
    }
  }
}

void check(const Design& design, int shares) {
  if (design.factors.size() > 32) refuse("trial.factors", "There are more than 32 factors.");
  for (const Factor& each : design.factors) {
    if (each.levels.empty() || each.weight < 1 || each.weight > 100)
      refuse("trial.factors", "A factor needs a level at least, and a weight from 1 to 100.");
  }
  if (design.method == Method::blocks) {
    const bool good = !design.blocks.empty() && std::ranges::all_of(design.blocks, [&](int length) {
      return length > 0 && length <= 1000 && length % shares == 0;
    });
    if (!good) refuse("trial.blocks", "The length of a block must be a multiple of the sum of the shares.");
  }
  if (design.method != Method::minimise) return;
  int largest = 0;
  for (const Arm& each : design.arms) largest = std::max(largest, each.share);
  if (design.factors.empty()) refuse("trial.factors", "Minimisation needs a factor to balance.");
  if (design.best_milli > 1000 || design.best_milli * shares < largest * 1000)
    refuse("trial.best", "The chance of the best arm must be no less than its share, and at most 1000.");
}

std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash ^ hash >> 29;
}

}  // namespace

Allocation::Allocation(Design design, std::uint64_t seed) : design_(std::move(design)), generator_(seed) {
  check_arms(design_);
  std::int64_t common = 1;
  for (const Arm& each : design_.arms) {
    shares_ += each.share;
    common = std::lcm(common, std::int64_t{each.share});
    if (common > 1'000'000'000)
      refuse("trial.arms", "The shares have no common measure; choose simpler ones.");
  }
  check(design_, shares_);
  commitment_ = commitment_of(design_, seed);
  for (const Arm& each : design_.arms) scale_.push_back(common / each.share);
  std::size_t levels = 0, strata = 1;
  for (const Factor& each : design_.factors) {
    first_level_.push_back(levels);
    levels += each.levels.size();
    strata *= each.levels.size();
    if (design_.method == Method::blocks && strata > 100'000)
      refuse("trial.factors", "The factors make more than 100,000 strata.");
  }
  at_level_.resize(levels * design_.arms.size());
  if (design_.method == Method::blocks) open_.resize(strata);
  counts_.resize(design_.arms.size());
  units_.resize(64);
}

void Allocation::check_levels(const std::vector<int>& levels) const {
  bool good = levels.size() == design_.factors.size();
  for (std::size_t f = 0; good && f < levels.size(); ++f) {
    good = levels[f] >= 0 && levels[f] < static_cast<int>(design_.factors[f].levels.size());
  }
  if (!good) refuse("trial.levels", "Every factor must be known before a unit is allocated.");
}

Line Allocation::allocate(const std::string& unit, const std::vector<int>& levels, bool final_enrolment) {
  if (!final_enrolment) {
    throw Refusal(RefusalKind::conflict, "trial.not_enrolled",
                  "The arm is drawn once enrolment is final, not before.");
  }
  if (unit.empty()) refuse("trial.unit", "A unit needs a reference.");
  check_levels(levels);
  if (units_[place_of(hash_of(unit), unit)].length > 0)
    throw Refusal(RefusalKind::conflict, "trial.allocated", "This unit has its arm already.");
  Line line;
  line.first_draw = generator_.draws();
  if (design_.method == Method::simple) {
    line.arm = draw_simple();
  } else if (design_.method == Method::blocks) {
    std::size_t stratum = 0;
    for (std::size_t f = 0; f < levels.size(); ++f)
      stratum = stratum * design_.factors[f].levels.size() + levels[f];
    line.arm = draw_from_block(stratum);
  } else {
    line.arm = minimise(levels, line.imbalances);
  }
  line.number = ++lines_;
  line.unit = unit;
  line.levels = levels;
  line.last_draw = generator_.draws();
  remember(unit);
  ++counts_[line.arm];
  for (std::size_t f = 0; f < levels.size(); ++f) {
    ++at_level_[(first_level_[f] + levels[f]) * design_.arms.size() + line.arm];
  }
  return line;
}

// One of the arms whose bits are set, in the ratio of their shares.
int Allocation::by_share(std::uint32_t arms) {
  if (std::has_single_bit(arms)) return std::countr_zero(arms);
  int sum = 0;
  for (std::uint32_t rest = arms; rest; rest &= rest - 1) sum += design_.arms[std::countr_zero(rest)].share;
  auto at = static_cast<int>(generator_.below(static_cast<std::uint64_t>(sum)));
  for (std::uint32_t rest = arms; rest; rest &= rest - 1) {
    at -= design_.arms[std::countr_zero(rest)].share;
    if (at < 0) return std::countr_zero(rest);
  }
  return 0;
}

int Allocation::draw_simple() { return by_share((1u << design_.arms.size()) - 1); }

int Allocation::draw_from_block(std::size_t stratum) {
  auto& block = open_[stratum];
  if (block.empty()) {
    const auto& lengths = design_.blocks;
    const int length = lengths.size() == 1 ? lengths[0] : lengths[generator_.below(lengths.size())];
    for (std::size_t a = 0; a < design_.arms.size(); ++a) {
      const std::size_t rounds = static_cast<std::size_t>(length / shares_);
      block.insert(block.end(), rounds * static_cast<std::size_t>(design_.arms[a].share),
                   static_cast<std::uint8_t>(a));
    }
    generator_.shuffle(block);
  }
  const int arm = block.back();
  block.pop_back();
  return arm;
}

// The range of a factor with the unit put into an arm follows from the ranges without it: the greatest can
// only rise to the arm's new number, and the least only moves when the arm alone held it.
void Allocation::add_imbalances(const int* counts, int weight, std::vector<std::int64_t>& sums) const {
  const std::size_t arms = design_.arms.size();
  std::array<std::int64_t, 16> scaled{};
  std::int64_t least = counts[0] * scale_[0], second = std::numeric_limits<std::int64_t>::max(), most = least;
  scaled[0] = least;
  for (std::size_t a = 1; a < arms; ++a) {
    scaled[a] = counts[a] * scale_[a];
    most = std::max(most, scaled[a]);
    second = std::min(second, std::max(least, scaled[a]));
    least = std::min(least, scaled[a]);
  }
  for (std::size_t a = 0; a < arms; ++a) {
    const std::int64_t now = scaled[a] + scale_[a];
    const std::int64_t lowest = scaled[a] == least ? std::min(second, now) : least;
    sums[a] += weight * (std::max(most, now) - lowest);
  }
}

int Allocation::minimise(const std::vector<int>& levels, std::vector<std::int64_t>& imbalances) {
  const auto arms = design_.arms.size();
  imbalances.resize(arms);
  for (std::size_t f = 0; f < levels.size(); ++f) {
    add_imbalances(&at_level_[(first_level_[f] + levels[f]) * arms], design_.factors[f].weight, imbalances);
  }
  const std::int64_t least = *std::ranges::min_element(imbalances);
  std::uint32_t best = 0;
  for (std::size_t a = 0; a < arms; ++a) best |= imbalances[a] == least ? 1u << a : 0;
  const std::uint32_t all = (1u << arms) - 1;
  const bool follow = generator_.below(1000) < static_cast<std::uint64_t>(design_.best_milli);
  return by_share(follow || best == all ? best : all & ~best);
}

// Where a unit stands, or the empty place where it would.
std::size_t Allocation::place_of(std::uint64_t hash, const std::string& unit) const {
  const std::size_t mask = units_.size() - 1;
  std::size_t at = hash & mask;
  while (units_[at].length > 0) {
    const Known& known = units_[at];
    if (known.hash == hash && references_.compare(known.from, known.length, unit) == 0) break;
    at = (at + 1) & mask;
  }
  return at;
}

void Allocation::remember(const std::string& unit) {
  if (2 * ++known_units_ > units_.size()) {
    std::vector<Known> before(units_.size() * 4);
    before.swap(units_);
    for (const Known& each : before) {
      std::size_t at = each.hash & (units_.size() - 1);
      if (each.length == 0) continue;
      while (units_[at].length > 0) at = (at + 1) & (units_.size() - 1);
      units_[at] = each;
    }
  }
  const std::uint64_t hash = hash_of(unit);
  units_[place_of(hash, unit)] = {hash, static_cast<std::uint32_t>(references_.size()),
                                  static_cast<std::uint32_t>(unit.size())};
  references_ += unit;
}

}  // namespace kith::trial
