#include "engine/trial/constrained.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/refusal.h"
#include "engine/trial/sha256.h"

namespace kith::trial {
namespace {

[[noreturn]] void refuse(const char* code, const char* detail) {
  throw Refusal(RefusalKind::invalid, code, detail);
}

void check(const ConstrainedDesign& design, const std::vector<Cluster>& clusters) {
  const bool arms =
      design.arms.size() >= 2 && design.arms.size() <= 16 &&
      std::ranges::all_of(design.arms, [](const Arm& each) { return each.share >= 1 && each.share <= 100; });
  if (!arms) refuse("trial.arms", "A trial has between 2 and 16 arms, each with a share from 1 to 100.");
  const bool known = clusters.size() >= design.arms.size() && clusters.size() <= 10'000 &&
                     std::ranges::all_of(clusters, [&](const Cluster& each) {
                       return each.values.size() == design.covariates.size() &&
                              std::ranges::all_of(each.values, [](double v) { return std::isfinite(v); });
                     });
  if (!known)
    refuse("trial.clusters", "Every cluster needs a number for each covariate, and every arm a cluster.");
  if (design.candidates < 100 || design.candidates > 1'000'000 || design.keep_milli < 1 ||
      design.keep_milli > 1000)
    refuse("trial.candidates", "Draw between 100 and 1,000,000 allocations and keep 1 to 1000 thousandths.");
}

// How many clusters each arm gets: its share of them, the largest remainders rounded up.
std::vector<int> sizes_of(const ConstrainedDesign& design, int clusters) {
  int shares = 0;
  for (const Arm& each : design.arms) shares += each.share;
  std::vector<int> sizes;
  std::vector<std::pair<int, std::size_t>> rest;
  int given = 0;
  for (std::size_t a = 0; a < design.arms.size(); ++a) {
    sizes.push_back(clusters * design.arms[a].share / shares);
    rest.emplace_back(-(clusters * design.arms[a].share % shares), a);
    given += sizes.back();
  }
  std::ranges::sort(rest);
  for (int i = 0; i < clusters - given; ++i) ++sizes[rest[static_cast<std::size_t>(i)].second];
  return sizes;
}

class Constrained {
 public:
  Constrained(const ConstrainedDesign& design, const std::vector<Cluster>& clusters, std::uint64_t seed)
      : design_(design),
        count_(clusters.size()),
        chance_(seed),
        sizes_(sizes_of(design, static_cast<int>(count_))) {
    standardise(clusters);
    for (std::size_t a = 0; a < sizes_.size(); ++a)
      first_.insert(first_.end(), sizes_[a], static_cast<std::uint8_t>(a));
  }

  ConstrainedResult run() {
    list_candidates();
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (std::uint32_t c = 0; c < candidates_.size(); ++c)
      ranked.emplace_back(imbalance_of(candidates_[c]), c);
    std::ranges::sort(ranked);
    ConstrainedResult out;
    out.candidates = static_cast<std::uint32_t>(ranked.size());
    const auto kept = std::uint64_t{out.candidates} * static_cast<std::uint64_t>(design_.keep_milli) / 1000;
    out.acceptable = static_cast<std::uint32_t>(std::max<std::uint64_t>(1, kept));
    ranked.resize(out.acceptable);
    out.picked = static_cast<std::uint32_t>(chance_.below(out.acceptable));
    out.imbalance = ranked[out.picked].first;
    out.worst_acceptable = ranked.back().first;
    const auto& picked = candidates_[ranked[out.picked].second];
    out.arm.assign(picked.begin(), picked.end());
    count_together(ranked, out);
    return out;
  }

 private:
  void standardise(const std::vector<Cluster>& clusters) {
    for (std::size_t v = 0; v < design_.covariates.size(); ++v) {
      double mean = 0, square = 0;
      for (const Cluster& each : clusters) mean += each.values[v] / static_cast<double>(count_);
      for (const Cluster& each : clusters) square += (each.values[v] - mean) * (each.values[v] - mean);
      const double deviation = std::sqrt(square / static_cast<double>(count_));
      std::vector<double> column;
      for (const Cluster& each : clusters) {
        column.push_back(deviation > 0 ? (each.values[v] - mean) / deviation : 0);
      }
      values_.push_back(std::move(column));
    }
  }

  // All allocations when they are few, else as many as wanted by chance, each as likely as any other.
  void list_candidates() {
    double ways = 1;
    std::size_t left = count_;
    for (const int size : sizes_) {
      for (int i = 0; i < size; ++i, --left) ways *= static_cast<double>(left) / (i + 1);
    }
    std::vector<std::uint8_t> now = first_;
    if (ways <= design_.candidates + 0.5) {
      do {
        candidates_.push_back(now);
      } while (std::next_permutation(now.begin(), now.end()));
      return;
    }
    for (std::uint32_t c = 0; c < design_.candidates; ++c) {
      now = first_;
      chance_.shuffle(now);
      candidates_.push_back(now);
    }
  }

  double imbalance_of(const std::vector<std::uint8_t>& arms) const {
    double sum = 0;
    std::vector<double> totals(sizes_.size());
    for (std::size_t v = 0; v < values_.size(); ++v) {
      std::ranges::fill(totals, 0.0);
      for (std::size_t c = 0; c < count_; ++c) totals[arms[c]] += values_[v][c];
      for (std::size_t a = 0; a < sizes_.size(); ++a) {
        const double mean = sizes_[a] > 0 ? totals[a] / sizes_[a] : 0;
        sum += design_.covariates[v].weight * mean * mean;
      }
    }
    return sum;
  }

  void count_together(const std::vector<std::pair<double, std::uint32_t>>& ranked,
                      ConstrainedResult& out) const {
    std::vector<std::vector<std::uint64_t>> members;  // [cluster * arm] bits over the acceptable allocations
    const std::size_t words = (ranked.size() + 63) / 64;
    members.resize(count_ * sizes_.size(), std::vector<std::uint64_t>(words));
    for (std::size_t r = 0; r < ranked.size(); ++r) {
      const auto& arms = candidates_[ranked[r].second];
      for (std::size_t c = 0; c < count_; ++c)
        members[c * sizes_.size() + arms[c]][r / 64] |= std::uint64_t{1} << (r % 64);
    }
    std::uint64_t most = 0, least = ranked.size();
    for (std::size_t c = 0; c < count_; ++c) {
      for (std::size_t d = 0; d < c; ++d) {
        std::uint64_t together = 0;
        for (std::size_t a = 0; a < sizes_.size(); ++a) {
          const auto &x = members[c * sizes_.size() + a], &y = members[d * sizes_.size() + a];
          for (std::size_t w = 0; w < words; ++w)
            together += static_cast<std::uint64_t>(std::popcount(x[w] & y[w]));
        }
        most = std::max(most, together);
        least = std::min(least, together);
      }
    }
    out.most_together_milli = static_cast<int>(most * 1000 / ranked.size());
    out.least_together_milli = static_cast<int>(least * 1000 / ranked.size());
  }

  const ConstrainedDesign& design_;
  std::size_t count_;
  Generator chance_;
  std::vector<int> sizes_;
  std::vector<std::uint8_t> first_;
  std::vector<std::vector<double>> values_;
  std::vector<std::vector<std::uint8_t>> candidates_;
};

std::string commitment_of(const ConstrainedDesign& design, const std::vector<Cluster>& clusters,
                          std::uint64_t seed) {
  std::string out = "kith trial 1\nseed " + std::to_string(seed) + "\nmethod constrained\ncandidates " +
                    std::to_string(design.candidates) + "\nkeep " + std::to_string(design.keep_milli) + "\n";
  const auto named = [](const std::string& name) { return std::to_string(name.size()) + ":" + name; };
  for (const Arm& each : design.arms)
    out += "arm " + named(each.key) + " " + std::to_string(each.share) + "\n";
  for (const Covariate& each : design.covariates) {
    out += "covariate " + named(each.key) + " " + std::to_string(each.weight) + "\n";
  }
  for (const Cluster& each : clusters) {
    out += "cluster " + named(each.key);
    for (const double value : each.values) out += " " + std::to_string(value);
    out += "\n";
  }
  return sha256(out);
}

}  // namespace

ConstrainedResult allocate_constrained(const ConstrainedDesign& design, const std::vector<Cluster>& clusters,
                                       std::uint64_t seed) {
  check(design, clusters);
  ConstrainedResult out = Constrained(design, clusters, seed).run();
  out.commitment = commitment_of(design, clusters, seed);
  return out;
}

}  // namespace kith::trial
