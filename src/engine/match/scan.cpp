#include "engine/match/scan.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace kith::match {
namespace {

// The first blocks are small, so that the others have somebody to be measured against.
constexpr std::size_t smallest_block = 256;
constexpr std::size_t largest_block = 2048;

double sum(const std::vector<std::int64_t>& scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0);
}

}  // namespace

const std::vector<Scan::Found>& Scan::best(ParticipantIndex participant, std::size_t top_k) {
  found_.clear();
  top_k = std::min(top_k, parts_.order.size());
  if (top_k == 0) return found_;
  begin(participant);
  std::size_t block = std::max(smallest_block, 4 * top_k);
  for (std::size_t word = passing_.window.from; word < passing_.window.to; ++word) {
    take_word(word);
    if (choices_.seats.size() < block) continue;
    look_at_block(participant, top_k);
    if (block < largest_block) block *= 2;
  }
  look_at_block(participant, top_k);
  if (found_.size() > top_k) cut(top_k);
  return found_;
}

// Adds those of one word of the bits to the block.
void Scan::take_word(std::size_t word) {
  std::uint64_t bits = passing_.words[word];
  const std::size_t before = choices_.seats.size();
  choices_.seats.resize(before + static_cast<std::size_t>(std::popcount(bits)));
  for (Seat* next = choices_.seats.data() + before; bits != 0; bits &= bits - 1) {
    *next++ = static_cast<Seat>(word * 64 + std::countr_zero(bits));
  }
}

// Sieves by bits, and lists what bits cannot tell.
void Scan::begin(ParticipantIndex participant) {
  passing_.begin(parts_.open);
  lines_.clear();
  most_in_all_ = 0;
  is_first_ = true;
  choices_.seats.clear();
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

void Scan::look_at_block(ParticipantIndex participant, std::size_t top_k) {
  choices_.scores.assign(choices_.seats.size(), 0);
  ask_all(participant);
  note(participant);
  if (found_.size() > 2 * top_k) cut(top_k);
  choices_.seats.clear();
  if (!is_first_) return;
  is_first_ = false;
  // What tells people apart most for its cost is asked first from now on: it spares most of the other
  // questions.
  std::ranges::stable_sort(lines_, std::greater{}, &Line::lost);
}

// Adds up the points of the block, and drops on the way who cannot reach the answer any more.
void Scan::ask_all(ParticipantIndex participant) {
  std::int64_t still_to_come = most_in_all_;
  for (Line& line : lines_) {
    const double before = is_first_ ? sum(choices_.scores) : 0;
    still_to_come -= line.most;
    line.yardstick->add_points(participant, choices_, last_.score - still_to_come);
    if (!is_first_) continue;
    const double reached = sum(choices_.scores) - before;
    const double all = static_cast<double>(line.most) * static_cast<double>(choices_.seats.size());
    line.lost = (all - reached) / line.yardstick->effort();
  }
}

// Takes over who is left of the block.
void Scan::note(ParticipantIndex participant) {
  for (std::size_t k = 0; k < choices_.seats.size(); ++k) {
    const Seat seat = choices_.seats[k];
    const Found one{choices_.scores[k], parts_.freer_rank[seat], seat};
    if (one < last_ && !is_kept_apart(participant, seat)) found_.push_back(one);
  }
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
