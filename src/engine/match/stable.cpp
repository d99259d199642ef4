#include <algorithm>
#include <numeric>

#include "base/refusal.h"
#include "engine/match/assign.h"

// Deferred acceptance: participants ask in the order of their own liking, supporters keep the best so far.
namespace kith::match {
namespace {

// Somebody whom a supporter keeps for now.
struct Kept {
  std::int32_t liking = 0;
  std::uint32_t participant = 0;
};

// The one to let go first is on top of the heap.
constexpr auto is_kept_longer = [](const Kept& a, const Kept& b) {
  if (a.liking != b.liking) return a.liking > b.liking;
  return a.participant < b.participant;
};

class DeferredAcceptance {
 public:
  DeferredAcceptance(const PairGraph& graph, std::span<const std::int32_t> liking)
      : graph_(graph),
        liking_(liking),
        order_(graph.arcs.size()),
        next_(graph.starts.begin(), graph.starts.end() - 1),
        kept_(graph.supporter_count()) {
    std::iota(order_.begin(), order_.end(), 0);
    for (std::size_t i = 0; i < graph.participant_count(); ++i) {
      std::sort(order_.begin() + graph.starts[i], order_.begin() + graph.starts[i + 1],
                [&](std::uint32_t a, std::uint32_t b) { return comes_before(graph.arcs[a], graph.arcs[b]); });
    }
  }

  std::vector<std::uint32_t> run() {
    for (std::uint32_t i = 0; i < graph_.participant_count(); ++i) {
      for (std::uint32_t asking = i; asking != nobody;) asking = ask(asking);
    }
    std::vector<std::uint32_t> supporter_of(graph_.participant_count(), nobody);
    for (std::uint32_t j = 0; j < kept_.size(); ++j) {
      for (const Kept& kept : kept_[j]) supporter_of[kept.participant] = j;
    }
    return supporter_of;
  }

 private:
  static bool comes_before(const Arc& a, const Arc& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.supporter < b.supporter;
  }

  // Goes down the participant's list until somebody keeps them; returns who was let go for it.
  std::uint32_t ask(std::uint32_t participant) {
    while (next_[participant] < graph_.starts[participant + 1]) {
      const std::uint32_t number = order_[next_[participant]++];
      const Arc& arc = graph_.arcs[number];
      const std::uint32_t capacity = graph_.capacities[arc.supporter];
      if (arc.weight < 0 || liking_[number] < 0 || capacity == 0) continue;
      auto& kept = kept_[arc.supporter];
      const Kept asking{liking_[number], participant};
      if (kept.size() == capacity && !is_kept_longer(asking, kept.front())) continue;
      kept.push_back(asking);
      std::ranges::push_heap(kept, is_kept_longer);
      if (kept.size() <= capacity) return nobody;
      std::ranges::pop_heap(kept, is_kept_longer);
      const std::uint32_t out = kept.back().participant;
      kept.pop_back();
      return out;
    }
    return nobody;
  }

  const PairGraph& graph_;
  std::span<const std::int32_t> liking_;
  std::vector<std::uint32_t> order_;  // the arcs of each participant, the best first
  std::vector<std::uint32_t> next_;   // whom each participant asks next
  std::vector<std::vector<Kept>> kept_;
};

}  // namespace

std::vector<std::uint32_t> match_stably(const PairGraph& graph, std::span<const std::int32_t> liking) {
  graph.check();
  if (liking.size() != graph.arcs.size()) {
    throw Refusal(RefusalKind::invalid, "match.bad_graph", "There must be one liking for each pair.");
  }
  return DeferredAcceptance(graph, liking).run();
}

}  // namespace kith::match
