#include "engine/match/scan.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace kith::match {
namespace {

// The first block is small, so that the others have somebody to be measured against.
constexpr std::size_t first_block = 256;
constexpr std::size_t later_block = 2048;

}  // namespace

const std::vector<Scan::Found>& Scan::best(ParticipantIndex participant, std::size_t top_k) {
  found_.clear();
  if (top_k == 0) return found_;
  begin(participant);
  bool is_first = true;
  seats_.clear();
  for (std::size_t word = passing_.window.from; word < passing_.window.to; ++word) {
    for (std::uint64_t bits = passing_.bits[word]; bits != 0; bits &= bits - 1) {
      seats_.push_back(static_cast<Seat>(word * 64 + std::countr_zero(bits)));
    }
    if (seats_.size() < (is_first ? std::max(first_block, 4 * top_k) : later_block)) continue;
    look_at_block(participant, top_k, is_first);
    is_first = false;
  }
  look_at_block(participant, top_k, is_first);
  if (found_.size() > top_k) cut(top_k);
  return found_;
}

// Sieves by bits, and lists what bits cannot tell.
void Scan::begin(ParticipantIndex participant) {
  passing_.bits = parts_.open;
  passing_.window = {0, passing_.bits.size()};
  lines_.clear();
  most_in_all_ = 0;
  last_ = {0, nobody, 0};
  const auto add_line = [&](const Yardstick& yardstick) {
    lines_.push_back({&yardstick, yardstick.most_points(participant), 0});
    most_in_all_ += lines_.back().most;
  };
  for (const Yardstick& must : parts_.musts) {
    if (!must.narrow(participant, passing_)) add_line(must);
  }
  for (const Yardstick& wish : parts_.wishes) {
    // Who was not asked has no wish.
    if (wish.most_points(participant) > 0) add_line(wish);
  }
}

void Scan::look_at_block(ParticipantIndex participant, std::size_t top_k, bool is_first) {
  scores_.assign(seats_.size(), 0);
  ask_all(participant, is_first);
  note(participant, top_k);
  seats_.clear();
  if (!is_first) return;
  // What tells people apart most is asked first from now on, because it spares most of the other questions.
  std::ranges::stable_sort(lines_, std::greater{}, &Line::lost);
}

// Adds up the points of the block, and drops on the way who cannot reach the answer any more.
void Scan::ask_all(ParticipantIndex participant, bool is_first) {
  std::int64_t still_to_come = most_in_all_;
  for (Line& line : lines_) {
    std::int64_t before = 0;
    if (is_first) before = std::accumulate(scores_.begin(), scores_.end(), std::int64_t{0});
    line.yardstick->add_points(participant, seats_, scores_);
    still_to_come -= line.most;
    keep_from(last_.score - still_to_come);
    if (!is_first) continue;
    const std::int64_t after = std::accumulate(scores_.begin(), scores_.end(), std::int64_t{0});
    line.lost = line.most * static_cast<std::int64_t>(seats_.size()) - (after - before);
  }
}

// Keeps who has `least` points or more.
void Scan::keep_from(std::int64_t least) {
  std::size_t kept = 0;
  for (std::size_t k = 0; k < seats_.size(); ++k) {
    seats_[kept] = seats_[k];
    scores_[kept] = scores_[k];
    kept += scores_[k] >= least ? 1 : 0;
  }
  seats_.resize(kept);
  scores_.resize(kept);
}

// Takes over who is left of the block.
void Scan::note(ParticipantIndex participant, std::size_t top_k) {
  for (std::size_t k = 0; k < seats_.size(); ++k) {
    const Found one{scores_[k], parts_.freer_rank[seats_[k]], seats_[k]};
    if (one < last_ && !is_kept_apart(participant, one.seat)) found_.push_back(one);
  }
  if (found_.size() > 2 * top_k) cut(top_k);
}

// Leaves the best `top_k`, in the order in which they were found.
void Scan::cut(std::size_t top_k) {
  sorted_ = found_;
  const auto at = sorted_.begin() + static_cast<std::ptrdiff_t>(top_k - 1);
  std::ranges::nth_element(sorted_, at, std::less<>());
  last_ = *at;
  std::erase_if(found_, [&](const Found& one) { return last_ < one; });
}

bool Scan::is_kept_apart(ParticipantIndex participant, Seat seat) {
  const SupporterIndex supporter = parts_.order[seat];
  if (supporter == parts_.same_person[participant]) return true;
  const Problem::Layout& layout = parts_.layout;
  const bool is_wary = has_bit(parts_.wary, seat) || !layout.participants.avoid(participant).empty() ||
                       !layout.participants.avoid_people(participant).empty();
  if (!is_wary) return false;
  if (searched_ != participant) {
    search_.emplace(layout, layout.participants, participant, layout.words);
    searched_ = participant;
  }
  return !search_->is_there(supporter);
}

}  // namespace kith::match
