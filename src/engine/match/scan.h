#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/candidate_parts.h"
#include "engine/match/search.h"

namespace kith::match {

// Looks through the seats of an index for the best of one participant after another, block by block. As soon
// as enough people are found, nobody is looked at further who could not come among them any more even with
// full points for all that is left to ask. Exact: only who cannot be in the answer is left out.
class Scan {
 public:
  explicit Scan(const CandidateIndex::Parts& parts) : parts_(parts) {}

  struct Found {
    std::int64_t score = 0;
    std::uint32_t rank = 0;  // Parts::freer_rank
    Seat seat = 0;

    bool operator<(const Found& other) const {
      return score != other.score ? score > other.score : rank < other.rank;
    }
  };

  // The `top_k` best in the order of their seats. Valid until the next call.
  const std::vector<Found>& best(ParticipantIndex participant, std::size_t top_k);

  // The participant themself, or somebody whom one of the two avoids.
  bool is_kept_apart(ParticipantIndex participant, Seat seat);

 private:
  // A criterion that is still to be asked.
  struct Line {
    const Yardstick* yardstick = nullptr;
    std::int64_t most = 0;
    double lost = 0;  // what the first people looked at did not reach of it, by the effort of asking
  };

  void take_word(std::size_t word);
  void begin(ParticipantIndex participant);
  void look_at_block(ParticipantIndex participant, std::size_t top_k);
  void ask_all(ParticipantIndex participant);
  void note(ParticipantIndex participant);
  void cut(std::size_t top_k);

  const CandidateIndex::Parts& parts_;
  Passing passing_;
  std::vector<Line> lines_;
  std::int64_t most_in_all_ = 0;
  bool is_first_ = false;  // the first block, by which the criteria are put in order
  Found last_;             // nobody behind this one is in the answer
  Choices choices_;        // of the block that is looked at
  std::vector<Found> found_;
  std::vector<Found> sorted_;
  std::optional<Search> search_;  // of `searched_`, for what bits cannot tell
  ParticipantIndex searched_ = nobody;
};

}  // namespace kith::match
