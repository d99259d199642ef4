#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/match/assign.h"
#include "engine/match/recommend.h"

// The best supporters of many participants, one after another: the same people and scores as recommend(),
// without the sentences, laid out for speed.
namespace kith::match {

// How many supporters who are there fail this must and no other.
struct NearMiss {
  std::size_t criterion = 0;  // its place in Model::criteria
  std::size_t supporters = 0;

  bool operator==(const NearMiss&) const = default;
};

struct Scored {
  SupporterIndex supporter = 0;
  std::int64_t score = 0;

  bool operator==(const Scored&) const = default;
};

// A problem made ready for many searches: bitmaps for musts on words, tables for distances, hours as bits.
// Exact, no approximation. `problem` must outlive it. A picture of the problem as it was: after
// Problem::set_supply call refresh_supply. Reading it from several threads at once is safe.
class CandidateIndex {
 public:
  // `overrides` as in RecommendOptions, with the same refusals.
  explicit CandidateIndex(const Problem& problem, const std::map<std::string, Strictness>& overrides = {});
  ~CandidateIndex();
  CandidateIndex(CandidateIndex&&) noexcept;

  void refresh_supply();

  // The criteria that are musts here, by their place in the model.
  std::vector<std::size_t> musts() const;

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  std::unique_ptr<Parts> parts_;
};

// Searches an index; one for each thread.
class CandidateSearch {
 public:
  explicit CandidateSearch(const CandidateIndex& index);
  ~CandidateSearch();

  // The `top_k` best who meet every must and are there (see recommend), best first: what
  // recommend().suggestions holds when no fallback is needed. The answer is valid until the next call.
  const std::vector<Scored>& best(ParticipantIndex participant, std::size_t top_k);

  // The same people in the order of their numbers: cheaper where the order is not needed.
  const std::vector<Scored>& best_unordered(ParticipantIndex participant, std::size_t top_k);

  // The musts that alone stand between a participant and supporters who are there, the one with the most
  // supporters behind it first; a fixed criterion is never among them.
  std::vector<NearMiss> near_misses(ParticipantIndex participant);

 private:
  struct Scratch;
  void keep_near(ParticipantIndex participant);

  const CandidateIndex::Parts& parts_;
  std::unique_ptr<Scratch> scratch_;
};

// The allowed pairs of everybody with their `top_k` best supporters, as many as have room (capacity less
// load). A weight is the score divided by `score_unit`, a power of two, so that every weight fits.
struct CandidatePairs {
  PairGraph graph;
  std::int64_t score_unit = 1;
};

// The same on any number of threads (at least 1).
CandidatePairs candidate_pairs(const CandidateIndex& index, std::size_t top_k, unsigned threads = 1);

}  // namespace kith::match
