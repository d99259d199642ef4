#include "modules/groups/table.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/groups/forming/people.h"
#include "modules/groups/store.h"
#include "modules/groups/words.h"

namespace kith {
namespace {

forming::Row row_of(const Candidate& candidate) {
  forming::Row row{candidate.profile.person.str(), candidate.profile.answers, {}};
  if (!candidate.birth_date.empty()) row.birth_date = candidate.birth_date;
  return row;
}

std::vector<forming::Row> rows_of(const std::vector<Candidate>& candidates) {
  std::vector<forming::Row> out;
  for (const Candidate& each : candidates) out.push_back(row_of(each));
  return out;
}

std::string place_name(const Candidate& candidate, const package::Question& question) {
  const auto at = candidate.profile.answers.find(question.key);
  if (at == candidate.profile.answers.end()) return "";
  if (at->second.is_string()) return folded(at->second.string());
  return folded(at->second.text("name"));
}

bool wants_apart(const Exclusions& wish, package::PrivacyPlace place) {
  using package::PrivacyPlace;
  return (place == PrivacyPlace::town && wish.town) || (place == PrivacyPlace::clinic && wish.clinic) ||
         (place == PrivacyPlace::workplace && wish.workplace);
}

// Where the rules of groups speak of age, and matching did not have it opened before.
void read_birth_dates(Context& context, const People& people, const package::Package& package,
                      std::vector<Candidate>& candidates) {
  const auto& attributes = package.groups->attributes;
  if (std::ranges::find(attributes, "birth_date", &package::GroupAttribute::field) == attributes.end())
    return;
  std::vector<PersonId> unread;
  for (const Candidate& each : candidates) {
    if (each.birth_date.empty()) unread.push_back(each.profile.person);
  }
  const auto read = people.identities(context, reach_identities_as_system(context), unread);
  for (Candidate& each : candidates) {
    if (const auto found = read.find(each.profile.person); found != read.end())
      each.birth_date = found->second.birth_date;
  }
}

Seat seat_of(const package::Package& package, const Candidate& candidate) {
  Seat out;
  out.person = candidate.profile.person;
  const auto at = candidate.profile.answers.find(package.groups->place.field);
  if (at != candidate.profile.answers.end()) out.town = at->second.text("name");
  return out;
}

template <class Seats>
auto place_in(const Seats& seats, const PersonId& id) -> std::optional<std::uint32_t> {
  const auto at = std::ranges::find(seats, id, &Seat::person);
  if (at == seats.end()) return std::nullopt;
  return static_cast<std::uint32_t>(at - seats.begin());
}

}  // namespace

Table::Table(Context& context, const People& people, const Reach<PeerGroup>& reach, Whom whom)
    : programme_(people.programmes().get(context.tx, reach.programme())),
      standing_(peer_groups_store::standing(context, reach)) {
  if (!package().groups) {
    throw Refusal(RefusalKind::conflict, "groups.no_rules", groups_words::no_rules.in(context.language));
  }
  seat_participants(context, people, whom);
  read_birth_dates(context, people, package(), candidates_);
  for (Candidate& each : people.pool(context, reach.programme(), package::Side::supporter, true)) {
    if (each.capacity.resting(context.now)) {
      ++counts_.resting;
    } else {
      leaders_.push_back(std::move(each));
    }
  }
  forming::People made = forming::people_of(package(), rows_of(candidates_), rows_of(leaders_), context.now);
  counts_.uncertified = static_cast<int>(made.uncertified.size());
  const std::set<std::string> without(made.uncertified.begin(), made.uncertified.end());
  std::erase_if(leaders_, [&](const Candidate& each) { return without.contains(each.profile.person.str()); });
  input_ = std::move(made.input);
  const std::set<std::string> ask_first(made.rather_not.begin(), made.rather_not.end());
  for (const Candidate& each : candidates_) {
    people_.push_back(seat_of(package(), each));
    people_.back().ask_first = ask_first.contains(each.profile.person.str());
  }
  for (const Candidate& each : leaders_) facilitators_.push_back(seat_of(package(), each));
  keep_apart();
  keep_from_leaders();
  if (whom == Whom::waiting) lend_facilitators();
}

// In the order of their ids. Whoever rests keeps the place in a group.
void Table::seat_participants(Context& context, const People& people, Whom whom) {
  std::set<PersonId> placed;
  for (const PeerGroup& each : standing_) placed.insert(each.members.begin(), each.members.end());
  const auto side = package::Side::participant;
  const auto reach = reach_profiles_for_matching(context, programme_.id);
  counts_.not_in_yet = static_cast<int>(people.not_taking_part(context.tx, reach, side));
  for (Candidate& each : people.pool(context, programme_.id, side, true)) {
    if (placed.erase(each.profile.person) == 0 || whom == Whom::everyone)
      candidates_.push_back(std::move(each));
  }
  if (whom == Whom::waiting) return;
  for (const PersonId& each : placed) {
    auto resting = people.candidate(context, each, programme_.id);
    if (!resting || resting->profile.role == Role::supporter) continue;
    --counts_.not_in_yet;
    candidates_.push_back(std::move(*resting));
  }
  std::ranges::sort(candidates_, {}, [](const Candidate& each) { return each.profile.person; });
}

// Only what people wish is compared, with the names of their places made comparable once for all.
void Table::keep_apart() {
  std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> living;  // by question and name
  for (const package::Question& each : package().questions) {
    if (each.privacy_place == package::PrivacyPlace::none) continue;
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      const std::string name = place_name(candidates_[i], each);
      if (!name.empty()) living[each.key][name].push_back(i);
    }
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  const auto add = [&](std::uint32_t i, std::uint32_t j) {
    if (i != j) pairs.emplace(std::min(i, j), std::max(i, j));
  };
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    for (const PersonId& each : candidates_[i].blocked) {
      if (const auto other = person(each)) add(i, *other);
    }
    for (const package::Question& each : package().questions) {
      if (!wants_apart(candidates_[i].exclusions, each.privacy_place)) continue;
      const std::string name = place_name(candidates_[i], each);
      if (name.empty()) continue;
      for (const std::uint32_t j : living[each.key][name]) add(i, j);
    }
  }
  input_.pins.apart.assign(pairs.begin(), pairs.end());
}

// The same of those who lead, either way: who must not meet a member never leads that member's group.
void Table::keep_from_leaders() {
  std::map<std::string, std::map<std::string, std::vector<std::uint32_t>>> living;
  const auto places_of = [&](const Candidate& candidate, auto visit) {
    for (const package::Question& each : package().questions) {
      if (each.privacy_place == package::PrivacyPlace::none) continue;
      const std::string name = place_name(candidate, each);
      if (!name.empty()) visit(each, name);
    }
  };
  for (std::uint32_t f = 0; f < leaders_.size(); ++f) {
    places_of(leaders_[f], [&](const package::Question& question, const std::string& name) {
      living[question.key][name].push_back(f);
    });
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    for (const PersonId& each : candidates_[i].blocked) {
      if (const auto f = facilitator(each)) pairs.emplace(i, *f);
    }
    places_of(candidates_[i], [&](const package::Question& question, const std::string& name) {
      const bool mine = wants_apart(candidates_[i].exclusions, question.privacy_place);
      for (const std::uint32_t f : living[question.key][name]) {
        if (mine || wants_apart(leaders_[f].exclusions, question.privacy_place)) pairs.emplace(i, f);
      }
    });
  }
  input_.pins.never_led_by.assign(pairs.begin(), pairs.end());
}

// Who leads a group already has less time for another.
void Table::lend_facilitators() {
  for (const PeerGroup& group : standing_) {
    for (const PersonId& each : group.facilitators) {
      const auto at = facilitator(each);
      if (!at) continue;
      groups::Facilitator& leader = input_.facilitators[*at];
      --leader.groups_most;
      for (std::size_t s = 0; s < input_.slots.size(); ++s) {
        const auto& slot = input_.slots[s];
        const bool same_day = static_cast<int>(slot.day) == group.day;
        const bool overlaps = slot.from_minute < group.start_minute + group.length_minutes &&
                              group.start_minute < slot.to_minute;
        if (leader.groups_most < 1 || (same_day && overlaps)) leader.free.reset(s);
      }
      leader.groups_most = std::max(leader.groups_most, 1);
    }
  }
}

std::optional<groups::PersonIndex> Table::person(const PersonId& id) const { return place_in(people_, id); }
std::optional<groups::FacilitatorIndex> Table::facilitator(const PersonId& id) const {
  return place_in(facilitators_, id);
}

bool Table::apart(groups::PersonIndex person, groups::FacilitatorIndex facilitator) const {
  return std::ranges::binary_search(input_.pins.never_led_by, std::pair(person, facilitator));
}

bool Table::apart(groups::PersonIndex person, const groups::Decision& group) const {
  const bool from_members = std::ranges::any_of(input_.pins.apart, [&](const auto& pair) {
    if (pair.first != person && pair.second != person) return false;
    const groups::PersonIndex other = pair.first == person ? pair.second : pair.first;
    return std::ranges::find(group.members, other) != group.members.end();
  });
  return from_members ||
         std::ranges::any_of(group.facilitators, [&](auto each) { return apart(person, each); });
}

std::optional<groups::Decision> Table::decide(const std::string& key, const std::string& venue,
                                              std::pair<int, int> meeting,
                                              const std::vector<PersonId>& members,
                                              const std::vector<PersonId>& facilitators) const {
  groups::Decision out;
  out.id = key;
  const auto place = std::ranges::find(input_.venues, venue, &groups::Venue::id);
  const auto slot = std::ranges::find_if(input_.slots, [&](const schedule::WeeklySlot& each) {
    return static_cast<int>(each.day) == meeting.first && each.from_minute == meeting.second;
  });
  if (place == input_.venues.end() || slot == input_.slots.end()) return std::nullopt;
  out.venue = static_cast<groups::VenueIndex>(place - input_.venues.begin());
  out.slot = static_cast<groups::SlotIndex>(slot - input_.slots.begin());
  for (const PersonId& each : members) {
    if (const auto at = person(each)) out.members.push_back(*at);
  }
  for (const PersonId& each : facilitators) {
    if (const auto at = facilitator(each)) out.facilitators.push_back(*at);
  }
  std::ranges::sort(out.members);
  std::ranges::sort(out.facilitators);
  return out;
}

std::optional<groups::Decision> Table::decision(const DraftGroup& group) const {
  auto out =
      decide(group.key, group.venue, {group.day, group.start_minute}, group.members, group.facilitators);
  if (!out) return out;
  const std::vector<groups::PersonIndex> members = std::move(out->members);
  out->members.clear();
  for (const auto i : members) {
    if (!apart(i, *out)) out->members.push_back(i);
  }
  return out;
}

std::optional<groups::Decision> Table::decision(const PeerGroup& group) const {
  return decide(group.id.str(), group.venue, {group.day, group.start_minute}, group.members,
                group.facilitators);
}

}  // namespace kith
