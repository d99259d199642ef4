#include "simulation/faults.h"

namespace kith::simulation {

MortalDatabase::Death MortalDatabase::death() {
  if (odds_.millionths == 0 || !chance_.happens(odds_)) return Death::none;
  constexpr Death ways[] = {Death::before, Death::at_commit, Death::after};
  return ways[chance_.below(3)];
}

void MortalDatabase::write_async(Operation operation, Done done) {
  const Death way = death();
  if (way == Death::none) return inner_.write_async(std::move(operation), std::move(done));
  if (way == Death::before) return done({std::make_exception_ptr(Crash())});
  if (way == Death::at_commit) {
    const auto work_and_die = [operation = std::move(operation)](Tx& tx) {
      operation(tx);
      throw Crash();
    };
    return inner_.write_async(work_and_die, std::move(done));
  }
  inner_.write_async(std::move(operation), [done = std::move(done)](WriteOutcome outcome) {
    if (!outcome.error) outcome.error = std::make_exception_ptr(Crash());
    done(std::move(outcome));
  });
}

OutboundResult RecordedPost::send(const OutboundMessage& message) {
  if (clock_.now() < refused_until_) return {false, false, "the mail server is away"};
  if (dead_.contains(message.to)) return {false, true, "nobody lives there"};
  sent_.push_back({message, clock_.now()});
  return {true, false, ""};
}

}  // namespace kith::simulation
