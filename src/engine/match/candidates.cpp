#include "engine/match/candidates.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>
#include <thread>

#include "engine/match/search.h"
#include "engine/match/yardstick.h"

namespace kith::match {
namespace {

constexpr std::int64_t largest_weight = (std::int64_t{1} << 30) - 1;

}  // namespace

struct CandidateIndex::Parts {
  explicit Parts(const Problem& given) : problem(given), layout(given.layout()) {}

  const Problem& problem;
  const Problem::Layout& layout;
  std::vector<Yardstick> musts;  // those that bits narrow come first
  std::vector<Yardstick> wishes;
  Bits open;                                // has room, is not paused, is certified
  Bits wary;                                // avoids somebody
  std::vector<std::uint32_t> freer_rank;    // the order of recommend() at the same score
  std::vector<SupporterIndex> same_person;  // by participant: their number among the supporters, or nobody
};

namespace {

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

void set_bit(Bits& bits, std::uint32_t at) { bits[at / 64] |= std::uint64_t{1} << (at % 64); }
bool has_bit(const Bits& bits, std::uint32_t at) { return (bits[at / 64] >> (at % 64) & 1) != 0; }

}  // namespace

CandidateIndex::CandidateIndex(const Problem& problem, const std::map<std::string, Strictness>& overrides)
    : parts_(std::make_unique<Parts>(problem)) {
  RecommendOptions options;
  options.overrides = overrides;
  const Settings settings = settings_for(problem.model(), options);
  const Problem::Layout& layout = parts_->layout;
  for (std::size_t c = 0; c < settings.size(); ++c) {
    if (is_must(settings[c])) {
      parts_->musts.emplace_back(layout, c, true);
    } else if (settings[c] == Strictness::nice && layout.rules[c].step_points > 0) {
      parts_->wishes.emplace_back(layout, c, false);
    }
  }
  parts_->wary.resize((problem.supporter_count() + 63) / 64);
  for (std::uint32_t j = 0; j < problem.supporter_count(); ++j) {
    const bool is_wary = !layout.supporters.avoid(j).empty() || !layout.supporters.avoid_people(j).empty();
    if (is_wary) set_bit(parts_->wary, j);
  }
  parts_->same_person = same_people(layout);
  refresh_supply();
}

CandidateIndex::~CandidateIndex() = default;
CandidateIndex::CandidateIndex(CandidateIndex&&) noexcept = default;

void CandidateIndex::refresh_supply() {
  const Problem& problem = parts_->problem;
  parts_->open.assign((problem.supporter_count() + 63) / 64, 0);
  for (std::uint32_t j = 0; j < problem.supporter_count(); ++j) {
    const Supply& supply = problem.supply(j);
    if (supply.has_room() && !supply.paused && supply.certified) set_bit(parts_->open, j);
  }
  parts_->freer_rank = freer_ranks(parts_->layout);
}

std::vector<std::size_t> CandidateIndex::musts() const {
  std::vector<std::size_t> criteria;
  for (const Yardstick& must : parts_->musts) criteria.push_back(must.criterion());
  return criteria;
}

struct CandidateSearch::Scratch {
  std::optional<Search> search;  // of `searched`, for what bits cannot tell
  ParticipantIndex searched = nobody;
  Bits passing;
  std::vector<SupporterIndex> rows;
  std::vector<std::int64_t> scores;
  struct Key {
    std::int64_t score = 0;
    std::uint32_t rank = 0;

    bool operator<(const Key& other) const {
      return score != other.score ? score > other.score : rank < other.rank;
    }
  };
  std::vector<Key> keys;
  std::vector<Scored> answer;
};

CandidateSearch::CandidateSearch(const CandidateIndex& index)
    : parts_(index.parts()), scratch_(std::make_unique<Scratch>()) {}
CandidateSearch::~CandidateSearch() = default;

// Leaves in `rows` and `scores` everybody who is there and meets every must.
void CandidateSearch::score_all(ParticipantIndex participant) {
  Bits& passing = scratch_->passing;
  std::vector<SupporterIndex>& rows = scratch_->rows;
  std::vector<std::int64_t>& scores = scratch_->scores;
  passing = parts_.open;
  CriterionSet settled = 0;
  for (const Yardstick& must : parts_.musts) {
    if (must.narrow(participant, passing)) settled |= CriterionSet{1} << must.criterion();
  }
  rows.clear();
  for (std::size_t word = 0; word < passing.size(); ++word) {
    for (std::uint64_t bits = passing[word]; bits != 0; bits &= bits - 1) {
      rows.push_back(static_cast<SupporterIndex>(word * 64 + std::countr_zero(bits)));
    }
  }
  scores.assign(rows.size(), 0);
  for (const Yardstick& must : parts_.musts) {
    if ((settled >> must.criterion() & 1) == 0) must.add_points(participant, rows, scores);
  }
  std::size_t kept = 0;
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[kept] = rows[k];
    scores[kept] = scores[k];
    kept += scores[k] >= 0 ? 1 : 0;
  }
  rows.resize(kept);
  scores.resize(kept);
  for (const Yardstick& wish : parts_.wishes) wish.add_points(participant, rows, scores);
}

// The participant themself, or somebody whom one of the two avoids.
bool CandidateSearch::is_kept_apart(ParticipantIndex participant, SupporterIndex supporter) {
  if (supporter == parts_.same_person[participant]) return true;
  const Problem::Layout& layout = parts_.layout;
  const bool is_wary = has_bit(parts_.wary, supporter) || !layout.participants.avoid(participant).empty() ||
                       !layout.participants.avoid_people(participant).empty();
  if (!is_wary) return false;
  if (scratch_->searched != participant) {
    scratch_->search.emplace(layout, layout.participants, participant, layout.words, layout.ids);
    scratch_->searched = participant;
  }
  return !scratch_->search->is_there(supporter);
}

std::vector<NearMiss> CandidateSearch::near_misses(ParticipantIndex participant) {
  std::vector<SupporterIndex>& rows = scratch_->rows;
  std::vector<std::int64_t>& scores = scratch_->scores;
  rows.clear();
  for (SupporterIndex j = 0; j < parts_.layout.supporters.size(); ++j) {
    if (has_bit(parts_.open, j)) rows.push_back(j);
  }
  std::vector<CriterionSet> failed(rows.size());
  CriterionSet fixed = 0;
  for (const Yardstick& must : parts_.musts) {
    const CriterionSet bit = CriterionSet{1} << must.criterion();
    if (parts_.layout.model.criteria[must.criterion()].strictness == Strictness::fixed) fixed |= bit;
    scores.assign(rows.size(), 0);
    must.add_points(participant, rows, scores);
    for (std::size_t k = 0; k < rows.size(); ++k) failed[k] |= scores[k] < 0 ? bit : 0;
  }
  std::vector<NearMiss> misses;
  for (const Yardstick& must : parts_.musts) {
    const CriterionSet bit = CriterionSet{1} << must.criterion();
    std::size_t count = 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      count += failed[k] == bit && (bit & fixed) == 0 && !is_kept_apart(participant, rows[k]) ? 1 : 0;
    }
    if (count > 0) misses.push_back({must.criterion(), count});
  }
  std::ranges::stable_sort(misses, std::greater{}, &NearMiss::supporters);
  return misses;
}

const std::vector<Scored>& CandidateSearch::best_unordered(ParticipantIndex participant, std::size_t top_k) {
  score_all(participant);
  const auto& rows = scratch_->rows;
  auto& scores = scratch_->scores;
  auto& keys = scratch_->keys;
  auto& answer = scratch_->answer;
  keys.clear();
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (is_kept_apart(participant, rows[k])) scores[k] = -1;
    if (scores[k] >= 0) keys.push_back({scores[k], parts_.freer_rank[rows[k]]});
  }
  answer.clear();
  if (top_k == 0) return answer;
  typename Scratch::Key last{-1, nobody};
  if (keys.size() > top_k) {
    const auto at = keys.begin() + static_cast<std::ptrdiff_t>(top_k - 1);
    std::ranges::nth_element(keys, at, std::less<>());
    last = *at;
  }
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (scores[k] < 0 || scores[k] < last.score) continue;
    if (scores[k] > last.score || parts_.freer_rank[rows[k]] <= last.rank)
      answer.push_back({rows[k], scores[k]});
  }
  return answer;
}

const std::vector<Scored>& CandidateSearch::best(ParticipantIndex participant, std::size_t top_k) {
  best_unordered(participant, top_k);
  std::ranges::sort(scratch_->answer, [&](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    return parts_.freer_rank[a.supporter] < parts_.freer_rank[b.supporter];
  });
  return scratch_->answer;
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
