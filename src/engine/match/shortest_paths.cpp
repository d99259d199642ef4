#include "engine/match/shortest_paths.h"

#include <algorithm>

namespace kith::match {

ShortestPaths::ShortestPaths(Market& market) : market_(market), marks_(market.marks_) {
  marks_.supporters.resize(market.capacity_.size());
  marks_.participants.resize(market.lists_.size());
}

void ShortestPaths::run() {
  make_tight();
  for (std::uint32_t i = 0; i < market_.lists_.size(); ++i) place_if_due(i);
  for (std::uint32_t j = 0; j < market_.capacity_.size(); ++j) fill_if_due(j);
}

void ShortestPaths::place_if_due(std::uint32_t participant) {
  const bool is_due = market_.holder_[participant] == nobody && !market_.is_gone(participant) &&
                      market_.profit_[participant] > 0;
  if (is_due) place(participant);
}

void ShortestPaths::fill_if_due(std::uint32_t supporter) {
  while (market_.has_room(supporter) && market_.price_[supporter] > 0) fill(supporter);
}

void ShortestPaths::make_tight() {
  for (std::uint32_t i = 0; i < market_.lists_.size(); ++i) {
    if (!market_.is_gone(i)) market_.profit_[i] = market_.best_profit(i);
  }
  for (std::uint32_t j = 0; j < market_.capacity_.size(); ++j) {
    const std::vector<Market::Place> places = market_.places_[j];
    for (const Market::Place& place : places) {
      const std::int64_t worth = market_.scaled(place.weight) - market_.price_[j];
      if (worth < market_.profit_[place.participant]) take_away(place.participant);
    }
  }
  // Whoever is left finds a free place that is as good as any, where there is one.
  for (std::uint32_t i = 0; i < market_.lists_.size(); ++i) {
    if (market_.holder_[i] != nobody || market_.is_gone(i) || market_.profit_[i] == 0) continue;
    for (const Arc& arc : market_.arcs_of(i)) {
      const bool is_tight = market_.scaled(arc.weight) - market_.price_[arc.supporter] == market_.profit_[i];
      if (!is_tight || !market_.has_room(arc.supporter)) continue;
      give(arc.supporter, i, arc.weight);
      break;
    }
  }
}

void ShortestPaths::begin() {
  ++marks_.pass;
  seen_supporters_.clear();
  seen_participants_.clear();
  frontier_ = {};
}

// Whether the node is nearer than any way to it that is known.
bool ShortestPaths::reach(std::vector<Mark>& marks, std::uint32_t node, std::int64_t distance,
                          std::uint32_t from, std::int32_t weight) {
  if (distance >= end_.distance) return false;
  Mark& mark = marks[node];
  if (mark.pass == marks_.pass && mark.distance <= distance) return false;
  mark = {distance, marks_.pass, from, weight};
  frontier_.push({distance, node});
  return true;
}

// The way from a participant leads to a supporter, from there to each of those whom they hold, and so on. It
// ends at a free place, or at somebody who had better stay without one.
void ShortestPaths::place(std::uint32_t participant) {
  begin();
  end_ = {market_.profit_[participant], participant, true};
  look_from_participant(participant, 0);
  while (!frontier_.empty()) {
    const Reached next = frontier_.top();
    frontier_.pop();
    if (next.distance >= end_.distance) break;
    if (marks_.supporters[next.node].distance < next.distance) continue;
    if (market_.has_room(next.node)) {
      end_ = {next.distance, next.node, false};
      break;
    }
    seen_supporters_.push_back(next);
    for (const Market::Place& held : market_.places_[next.node]) {
      look_from_participant(held.participant, next.distance);
    }
  }
  raise_prices();
  shift_participants(participant);
}

void ShortestPaths::look_from_participant(std::uint32_t participant, std::int64_t distance) {
  seen_participants_.push_back({distance, participant});
  const std::int64_t alone = distance + market_.profit_[participant];
  if (alone < end_.distance) end_ = {alone, participant, true};
  for (const Arc& arc : market_.arcs_of(participant)) {
    const std::int64_t gap =
        market_.profit_[participant] + market_.price_[arc.supporter] - market_.scaled(arc.weight);
    if (arc.supporter == market_.holder_[participant]) continue;
    reach(marks_.supporters, arc.supporter, distance + gap, participant, arc.weight);
  }
}

void ShortestPaths::raise_prices() {
  for (const Reached& seen : seen_supporters_) {
    if (seen.distance < end_.distance) market_.price_[seen.node] += end_.distance - seen.distance;
  }
  for (const Reached& seen : seen_participants_) {
    if (seen.distance < end_.distance) market_.profit_[seen.node] -= end_.distance - seen.distance;
  }
}

// Along the path everybody moves to the supporter who comes after them.
void ShortestPaths::shift_participants(std::uint32_t participant) {
  std::uint32_t supporter = end_.node;
  if (end_.gives_up) {
    if (end_.node == participant) return;
    supporter = market_.holder_[end_.node];
    take_away(end_.node);
  }
  while (true) {
    const Mark mark = marks_.supporters[supporter];
    const std::uint32_t before = market_.holder_[mark.from];
    if (before != nobody) take_away(mark.from);
    give(supporter, mark.from, mark.weight);
    if (mark.from == participant) return;
    supporter = before;
  }
}

// The same from the other side: the way from a free place leads to a participant, from there to the supporter
// who holds them, and so on. It ends at somebody without a place, or where a place may stay free.
void ShortestPaths::fill(std::uint32_t supporter) {
  market_.need_columns();
  begin();
  end_ = {market_.price_[supporter], supporter, true};
  marks_.supporters[supporter] = {0, marks_.pass, nobody, 0};
  look_from_supporter(supporter, 0);
  while (!frontier_.empty()) {
    const Reached next = frontier_.top();
    frontier_.pop();
    if (next.distance >= end_.distance) break;
    if (marks_.participants[next.node].distance < next.distance) continue;
    const std::uint32_t holder = market_.holder_[next.node];
    if (holder == nobody) {
      end_ = {next.distance, next.node, false};
      break;
    }
    if (marks_.supporters[holder].pass == marks_.pass) continue;
    marks_.supporters[holder] = {next.distance, marks_.pass, next.node, 0};
    look_from_supporter(holder, next.distance);
  }
  lower_prices();
  shift_places();
}

void ShortestPaths::look_from_supporter(std::uint32_t supporter, std::int64_t distance) {
  seen_supporters_.push_back({distance, supporter});
  const std::int64_t free = distance + market_.price_[supporter];
  if (free < end_.distance) end_ = {free, supporter, true};
  market_.for_each_candidate(supporter, [&](const Market::Candidate& candidate) {
    if (market_.holder_[candidate.participant] == supporter || market_.is_gone(candidate.participant)) return;
    const std::int64_t gap =
        market_.profit_[candidate.participant] + market_.price_[supporter] - market_.scaled(candidate.weight);
    reach(marks_.participants, candidate.participant, distance + gap, supporter, candidate.weight);
  });
}

void ShortestPaths::lower_prices() {
  for (const Reached& seen : seen_supporters_) {
    if (seen.distance >= end_.distance) continue;
    const std::int64_t fall = end_.distance - seen.distance;
    market_.price_[seen.node] -= fall;
    for (const Market::Place& held : market_.places_[seen.node]) market_.profit_[held.participant] += fall;
  }
}

// Along the path everybody moves to the supporter who comes before them.
void ShortestPaths::shift_places() {
  std::uint32_t participant = end_.node;
  if (end_.gives_up) {
    participant = marks_.supporters[end_.node].from;
    if (participant == nobody) return;
  }
  while (participant != nobody) {
    const Mark mark = marks_.participants[participant];
    if (market_.holder_[participant] != nobody) take_away(participant);
    give(mark.from, participant, mark.weight);
    participant = marks_.supporters[mark.from].from;
  }
}

void ShortestPaths::give(std::uint32_t supporter, std::uint32_t participant, std::int32_t weight) {
  market_.places_[supporter].push_back({0, participant, weight});
  market_.holder_[participant] = supporter;
  market_.total_ += weight;
}

void ShortestPaths::take_away(std::uint32_t participant) {
  auto& places = market_.places_[market_.holder_[participant]];
  const auto place = std::ranges::find(places, participant, &Market::Place::participant);
  market_.total_ -= place->weight;
  *place = places.back();
  places.pop_back();
  market_.holder_[participant] = nobody;
}

}  // namespace kith::match
