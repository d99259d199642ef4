#include <algorithm>
#include <cstdio>

#include "bench/match/benchmarks.h"
#include "bench/match/check.h"
#include "bench/match/instances.h"
#include "bench/match/random_graph.h"
#include "engine/match/market.h"

namespace kith::bench {
namespace {

using match::Market;
using match::PairGraph;

// Some people leave, as many come (with the wishes of somebody else), and some supporters have a place more
// or less.
class Churn {
 public:
  Churn(const PairGraph& graph, double share, std::uint64_t seed) : graph_(graph) {
    Chance chance(seed);
    const auto people = static_cast<std::uint32_t>(graph.participant_count());
    const auto supporters = static_cast<std::uint32_t>(graph.supporter_count());
    for (std::uint32_t k = 0; k < std::max(1U, static_cast<std::uint32_t>(share * people)); ++k) {
      leaving_.push_back(chance.below(people));
      coming_.push_back(chance.below(people));
    }
    for (std::uint32_t k = 0; k < std::max(1U, static_cast<std::uint32_t>(share * supporters)); ++k) {
      changed_.push_back(chance.below(supporters));
      by_.push_back(chance.in_hundred(50) ? 1 : -1);
    }
  }

  void apply(Market& market) const {
    for (const std::uint32_t i : leaving_) market.remove_participant(i);
    for (const std::uint32_t i : coming_) market.add_participant(graph_.of(i));
    for (std::size_t k = 0; k < changed_.size(); ++k) {
      market.set_capacity(changed_[k], changed_capacity(k));
    }
  }

  // The same people as one graph, for the checker and for solving from nothing; who left has no pairs.
  PairGraph after() const {
    std::vector<bool> is_gone(graph_.participant_count());
    for (const std::uint32_t i : leaving_) is_gone[i] = true;
    PairGraph graph;
    graph.capacities = graph_.capacities;
    for (std::size_t k = 0; k < changed_.size(); ++k) graph.capacities[changed_[k]] = changed_capacity(k);
    const auto append = [&](std::span<const match::Arc> arcs) {
      graph.arcs.insert(graph.arcs.end(), arcs.begin(), arcs.end());
      graph.starts.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
    };
    for (std::size_t i = 0; i < graph_.participant_count(); ++i) {
      append(is_gone[i] ? std::span<const match::Arc>{} : graph_.of(i));
    }
    for (const std::uint32_t i : coming_) append(graph_.of(i));
    return graph;
  }

 private:
  std::uint32_t changed_capacity(std::size_t k) const {
    const int capacity = static_cast<int>(graph_.capacities[changed_[k]]) + by_[k];
    return static_cast<std::uint32_t>(std::max(0, capacity));
  }

  const PairGraph& graph_;
  std::vector<std::uint32_t> leaving_, coming_, changed_;
  std::vector<int> by_;
};

Market solved_market(const PairGraph& graph) {
  Market market(graph);
  market.solve(std::max<std::int64_t>(1, market.mean_weight() / 400));
  market.polish(match::Goal::weight);
  return market;
}

}  // namespace

void bench_churn(Report& report, const BenchSize& size) {
  report.heading("Churn: mending an optimal plan, against solving it from nothing; both end at the optimum");
  for (const double factor : {1.1, 0.8}) {
    const PairGraph graph = pairs_of(nation(size.nation_participants, size.nation_supporters, factor));
    const Market solved = solved_market(graph);
    for (const double share : {0.001, 0.01, 0.05}) {
      const Churn churn(graph, share, 3);
      const PairGraph after = churn.after();
      std::vector<double> mended_times, cold_times;
      for (int round = 0; round < size.rounds; ++round) {
        Market mended = solved;
        double start = cpu_seconds();
        churn.apply(mended);
        mended.repair();
        mended_times.push_back(cpu_seconds() - start);
        start = cpu_seconds();
        const Market cold = solved_market(after);
        cold_times.push_back(cpu_seconds() - start);
        for (const std::string& fault : faults_of(after, mended.result()))
          report.violation("churn: " + fault);
        if (mended.total() != cold.total()) report.violation("churn: not the optimum");
      }
      const double ratio = median_ratio(cold_times, mended_times);
      char text[200];
      std::snprintf(text, sizeof text, "nation at %.1f, %.1f %% churn, mended in %s, solved in %s", factor,
                    share * 100, milliseconds(summary_of(mended_times).median).c_str(),
                    milliseconds(summary_of(cold_times).median).c_str());
      if (share <= 0.01) {
        report.target("T9", ratio, Better::at_least, share < 0.01 ? 15 : 1, "x", text);
      } else {
        report.note(text);
      }
    }
  }
}

}  // namespace kith::bench
