#include "engine/match/candidates.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <thread>

#include "engine/match/candidate_parts.h"
#include "engine/match/scan.h"

namespace kith::match {
namespace {

constexpr std::int64_t largest_weight = (std::int64_t{1} << 30) - 1;

// Only of those with some capacity: without any there is no part of it in use to compare.
std::vector<std::uint32_t> freer_ranks(const Problem::Layout& layout) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t j = 0; j < layout.supplies.size(); ++j) {
    if (layout.supplies[j].capacity > 0) order.push_back(j);
  }
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return is_freer(layout, a, b); });
  std::vector<std::uint32_t> ranks(layout.supplies.size(), nobody);
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

std::vector<SupporterIndex> same_people(const Problem::Layout& layout) {
  std::vector<SupporterIndex> supporter_with(layout.ids.size(), nobody);
  for (std::uint32_t j = 0; j < layout.supporters.size(); ++j) supporter_with[layout.supporters.id(j)] = j;
  std::vector<SupporterIndex> same;
  for (std::uint32_t i = 0; i < layout.participants.size(); ++i) {
    same.push_back(supporter_with[layout.participants.id(i)]);
  }
  return same;
}

// The first must that has the same word, or else the first that has a common one: by it people are seated.
std::optional<std::size_t> must_for_seats(const Problem::Layout& layout, const Settings& settings) {
  std::optional<std::size_t> found;
  for (std::size_t c = settings.size(); c-- > 0;) {
    const CriterionKind kind = layout.rules[c].kind;
    const AttributeKind answers = layout.supporters.column(layout.rules[c].supporter).attribute().kind;
    if (!is_must(settings[c]) || !(is_words(answers) || answers == AttributeKind::language)) continue;
    if (kind == CriterionKind::different) continue;
    if (!found || kind == CriterionKind::same || layout.rules[*found].kind != CriterionKind::same) found = c;
  }
  return found;
}

std::vector<SupporterIndex> seated(const Problem::Layout& layout, const Settings& settings) {
  std::vector<SupporterIndex> order(layout.supplies.size());
  std::iota(order.begin(), order.end(), 0);
  const auto must = must_for_seats(layout, settings);
  if (!must) return order;
  const Column& column = layout.supporters.column(layout.rules[*must].supporter);
  const auto word = [&](SupporterIndex row) { return column.known(row) ? column.terms(row)[0] : nobody; };
  std::ranges::stable_sort(order, {}, word);
  return order;
}

void add_wish(std::vector<Yardstick>& wishes, Yardstick wish) {
  const bool is_merged = std::ranges::any_of(wishes, [&](Yardstick& other) { return other.merge(wish); });
  if (!is_merged) wishes.push_back(std::move(wish));
}

}  // namespace

CandidateIndex::CandidateIndex(const Problem& problem, const std::map<std::string, Strictness>& overrides)
    : parts_(std::make_unique<Parts>(problem)) {
  RecommendOptions options;
  options.overrides = overrides;
  const Settings settings = settings_for(problem.model(), options);
  const Problem::Layout& layout = parts_->layout;
  parts_->order = seated(layout, settings);
  for (std::size_t c = 0; c < settings.size(); ++c) {
    if (is_must(settings[c])) {
      parts_->musts.emplace_back(layout, parts_->order, c, true);
    } else if (settings[c] == Strictness::nice && layout.rules[c].step_points > 0) {
      add_wish(parts_->wishes, Yardstick(layout, parts_->order, c, false));
    }
  }
  parts_->wary.resize((problem.supporter_count() + 63) / 64);
  for (Seat seat = 0; seat < problem.supporter_count(); ++seat) {
    const SupporterIndex j = parts_->order[seat];
    const bool is_wary = !layout.supporters.avoid(j).empty() || !layout.supporters.avoid_people(j).empty();
    if (is_wary) set_bit(parts_->wary, seat);
  }
  parts_->same_person = same_people(layout);
  refresh_supply();
}

CandidateIndex::~CandidateIndex() = default;
CandidateIndex::CandidateIndex(CandidateIndex&&) noexcept = default;

void CandidateIndex::refresh_supply() {
  const Problem& problem = parts_->problem;
  parts_->open.assign((problem.supporter_count() + 63) / 64, 0);
  for (Seat seat = 0; seat < problem.supporter_count(); ++seat) {
    const Supply& supply = problem.supply(parts_->order[seat]);
    if (supply.has_room() && !supply.paused && supply.certified) set_bit(parts_->open, seat);
  }
  const std::vector<std::uint32_t> ranks = freer_ranks(parts_->layout);
  parts_->freer_rank.clear();
  for (const SupporterIndex supporter : parts_->order) parts_->freer_rank.push_back(ranks[supporter]);
}

std::vector<std::size_t> CandidateIndex::musts() const {
  std::vector<std::size_t> criteria;
  for (const Yardstick& must : parts_->musts) criteria.push_back(must.criterion());
  return criteria;
}

struct CandidateSearch::Scratch {
  Scan scan;
  std::vector<Scan::Found> ranked;
  Choices choices;
  std::vector<Scored> answer;
};

CandidateSearch::CandidateSearch(const CandidateIndex& index)
    : parts_(index.parts()), scratch_(new Scratch{Scan(index.parts()), {}, {}, {}}) {}
CandidateSearch::~CandidateSearch() = default;

// Leaves those who are open and fail one must and no other.
void CandidateSearch::keep_near(ParticipantIndex participant) {
  // Below this somebody has failed two: what is reached otherwise is far less than half of one failure.
  constexpr std::int64_t failed_once = Yardstick::excluded + Yardstick::excluded / 2;
  auto& [seats, scores] = scratch_->choices;
  seats.clear();
  for (Seat seat = 0; seat < parts_.layout.supporters.size(); ++seat) {
    if (has_bit(parts_.open, seat)) seats.push_back(seat);
  }
  scores.assign(seats.size(), 0);
  for (const Yardstick& must : parts_.musts) must.add_points(participant, scratch_->choices, failed_once);
  std::size_t kept = 0;
  for (std::size_t k = 0; k < seats.size(); ++k) {
    if (scores[k] < 0 && !scratch_->scan.is_kept_apart(participant, seats[k])) seats[kept++] = seats[k];
  }
  seats.resize(kept);
}

std::vector<NearMiss> CandidateSearch::near_misses(ParticipantIndex participant) {
  keep_near(participant);
  auto& [seats, scores] = scratch_->choices;
  std::vector<NearMiss> misses;
  for (const Yardstick& must : parts_.musts) {
    if (parts_.layout.model.criteria[must.criterion()].strictness == Strictness::fixed) continue;
    scores.assign(seats.size(), 0);
    must.add_points(participant, scratch_->choices, std::numeric_limits<std::int64_t>::min());
    const auto count = std::ranges::count_if(scores, [](std::int64_t score) { return score < 0; });
    if (count > 0) misses.push_back({must.criterion(), static_cast<std::size_t>(count)});
  }
  std::ranges::stable_sort(misses, std::greater{}, &NearMiss::supporters);
  return misses;
}

const std::vector<Scored>& CandidateSearch::best_unordered(ParticipantIndex participant, std::size_t top_k) {
  auto& answer = scratch_->answer;
  answer.clear();
  for (const Scan::Found& one : scratch_->scan.best(participant, top_k)) {
    answer.push_back({parts_.order[one.seat], one.score});
  }
  // People of one seating group are in the order of their numbers already.
  if (!std::ranges::is_sorted(answer, {}, &Scored::supporter)) {
    std::ranges::sort(answer, {}, &Scored::supporter);
  }
  return answer;
}

const std::vector<Scored>& CandidateSearch::best(ParticipantIndex participant, std::size_t top_k) {
  scratch_->ranked = scratch_->scan.best(participant, top_k);
  std::ranges::sort(scratch_->ranked, std::less<>());
  auto& answer = scratch_->answer;
  answer.clear();
  for (const Scan::Found& one : scratch_->ranked) answer.push_back({parts_.order[one.seat], one.score});
  return answer;
}

namespace {

// The pairs of one stretch of the participants, with full scores.
struct Stretch {
  std::vector<std::uint32_t> counts;
  std::vector<Scored> pairs;
};

Stretch search_stretch(const CandidateIndex& index, std::size_t from, std::size_t to, std::size_t top_k) {
  CandidateSearch search(index);
  Stretch stretch;
  for (std::size_t i = from; i < to; ++i) {
    const auto& found = search.best_unordered(static_cast<ParticipantIndex>(i), top_k);
    stretch.counts.push_back(static_cast<std::uint32_t>(found.size()));
    stretch.pairs.insert(stretch.pairs.end(), found.begin(), found.end());
  }
  return stretch;
}

std::vector<std::uint32_t> room_of(const Problem& problem) {
  std::vector<std::uint32_t> room;
  for (std::uint32_t j = 0; j < problem.supporter_count(); ++j) {
    const Supply& supply = problem.supply(j);
    const bool is_open = supply.has_room() && !supply.paused && supply.certified;
    room.push_back(is_open ? static_cast<std::uint32_t>(supply.capacity - supply.load) : 0);
  }
  return room;
}

}  // namespace

CandidatePairs candidate_pairs(const CandidateIndex& index, std::size_t top_k, unsigned threads) {
  const Problem& problem = index.parts().problem;
  const std::size_t people = problem.participant_count();
  const std::size_t count = std::max<std::size_t>(1, std::min<std::size_t>(threads, people));
  std::vector<Stretch> stretches(count);
  const auto run = [&](std::size_t part) {
    stretches[part] = search_stretch(index, people * part / count, people * (part + 1) / count, top_k);
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < count; ++part) others.emplace_back(run, part);
    run(0);
  }
  CandidatePairs pairs;
  std::int64_t largest = 0;
  for (const Stretch& stretch : stretches) {
    for (const Scored& pair : stretch.pairs) largest = std::max(largest, pair.score);
  }
  while (largest / pairs.score_unit > largest_weight) pairs.score_unit *= 2;
  for (Stretch& stretch : stretches) {
    for (const std::uint32_t of_one : stretch.counts) {
      pairs.graph.starts.push_back(pairs.graph.starts.back() + of_one);
    }
    for (const Scored& pair : stretch.pairs) {
      pairs.graph.arcs.push_back({pair.supporter, static_cast<std::int32_t>(pair.score / pairs.score_unit)});
    }
    stretch = {};
  }
  pairs.graph.capacities = room_of(problem);
  return pairs;
}

}  // namespace kith::match
