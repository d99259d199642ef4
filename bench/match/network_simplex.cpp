#include "bench/match/network_simplex.h"

#include "bench/match/report.h"

#ifdef KITH_HAS_LEMON
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#endif

namespace kith::bench {

#ifndef KITH_HAS_LEMON

std::optional<PeerAnswer> ask_network_simplex(const match::PairGraph&, std::int64_t) { return std::nullopt; }

#else

namespace {

using Graph = lemon::SmartDigraph;

class Network {
 public:
  Network(const match::PairGraph& pairs, std::int64_t bonus)
      : pairs_(pairs), bonus_(bonus), cost_(graph_), upper_(graph_), supply_(graph_, 0) {
    const int people = static_cast<int>(pairs.participant_count());
    const int supporters = static_cast<int>(pairs.supporter_count());
    graph_.reserveNode(people + supporters + 1);
    graph_.reserveArc(static_cast<int>(pairs.arcs.size()) + people + supporters);
    for (int node = 0; node <= people + supporters; ++node) graph_.addNode();
    const int past = people + supporters;
    for (int i = 0; i < people; ++i) {
      supply_[graph_.nodeFromId(i)] = 1;
      for (const match::Arc& arc : pairs.of(i)) {
        add(i, people + static_cast<int>(arc.supporter), -(arc.weight + bonus), 1);
      }
      add(i, past, 0, 1);
    }
    for (int j = 0; j < supporters; ++j) add(people + j, past, 0, static_cast<int>(pairs.capacities[j]));
    supply_[graph_.nodeFromId(past)] = -people;
  }

  PeerAnswer solve() {
    lemon::NetworkSimplex<Graph, int, std::int64_t> simplex(graph_);
    simplex.upperMap(upper_).costMap(cost_).supplyMap(supply_);
    const double start = cpu_seconds();
    simplex.run();
    PeerAnswer answer;
    answer.solve_seconds = cpu_seconds() - start;
    int arc = 0;
    for (std::size_t i = 0; i < pairs_.participant_count(); ++i, ++arc) {
      for (const match::Arc& pair : pairs_.of(i)) {
        if (simplex.flow(graph_.arcFromId(arc++)) == 0) continue;
        answer.total += pair.weight;
        ++answer.matched;
      }
    }
    return answer;
  }

 private:
  void add(int from, int to, std::int64_t cost, int upper) {
    const auto arc = graph_.addArc(graph_.nodeFromId(from), graph_.nodeFromId(to));
    cost_[arc] = cost;
    upper_[arc] = upper;
  }

  const match::PairGraph& pairs_;
  std::int64_t bonus_;
  Graph graph_;
  Graph::ArcMap<std::int64_t> cost_;
  Graph::ArcMap<int> upper_;
  Graph::NodeMap<int> supply_;
};

}  // namespace

std::optional<PeerAnswer> ask_network_simplex(const match::PairGraph& graph, std::int64_t bonus) {
  const double start = cpu_seconds();
  Network network(graph, bonus);
  const double build_seconds = cpu_seconds() - start;
  PeerAnswer answer = network.solve();
  answer.build_seconds = build_seconds;
  return answer;
}

#endif

}  // namespace kith::bench
