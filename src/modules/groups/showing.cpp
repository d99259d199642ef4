#include "modules/groups/showing.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/refusal.h"
#include "modules/groups/words.h"

namespace kith {
namespace {

using groups::GroupPlan;
using groups::PersonIndex;

// From which of `all` on a page begins, and what the next one begins after.
template <class List, class Key>
List page_of(const List& all, const GroupsAsk& ask, std::optional<std::string>& next, Key key) {
  auto from = all.begin();
  if (!ask.after.empty()) {
    const auto last = std::ranges::find_if(all, [&](const auto& each) { return key(each) == ask.after; });
    if (last == all.end()) {
      throw invalid({{"after", "unknown", "This must be the `next` of the list before."}});
    }
    from = last + 1;
  }
  const auto limit = std::min<std::ptrdiff_t>(ask.limit, all.end() - from);
  List out(from, from + limit);
  if (from + limit != all.end()) next = key(out.back());
  return out;
}

}  // namespace

void NamesShown::read(const std::vector<PersonId>& people) {
  const auto reach = reach_programme_identities(context_, programme_);
  for (const auto& [person, identity] : people_.identities(context_, reach, people))
    known_[person] = identity.full_name();
}

const std::string& NamesShown::of(const PersonId& person) {
  if (!known_.contains(person)) read({person});
  return known_[person];
}

Showing::Showing(Context& context, const People& people, const Reach<PeerGroup>& reach, Whom whom)
    : language_(context.language),
      whom_(whom),
      names_(context, people, reach.programme()),
      table_(context, people, reach, whom),
      problem_(table_.input()),
      draft_(whom == Whom::waiting ? peer_groups_store::open_draft(context, reach) : std::nullopt),
      speaker_{problem_, table_.package(), language_,
               [this](PersonIndex i) { return names_.of(table_.people()[i].person); }, false} {
  if (whom == Whom::everyone) {
    plans_ = plans_of(table_, problem_);
  } else if (draft_) {
    for (const DraftGroup& each : draft_->body.groups) {
      if (auto decided = table_.decision(each)) plans_.push_back(describe(problem_, *std::move(decided)));
    }
  }
}

std::string Showing::name_of(const std::string& key) const {
  std::string number = key;
  for (const PeerGroup& each : table_.standing()) {
    if (each.id.str() == key) number = std::to_string(each.number);
  }
  return groups_words::group_number.in(language_, {{"number", number}});
}

void Showing::read_names(std::span<const GroupPlan> plans) const {
  std::vector<PersonId> people;
  for (const GroupPlan& plan : plans) {
    for (const PersonIndex i : plan.members) people.push_back(table_.people()[i].person);
    for (const auto f : plan.facilitators) people.push_back(table_.facilitators()[f].person);
  }
  names_.read(people);
}

std::string Showing::place(groups::VenueIndex venue) const {
  const std::string& name = problem_.input().venues[venue].id;
  return name.empty() ? groups_words::place_open.in(language_) : name;
}

std::string Showing::when(groups::SlotIndex slot) const {
  const schedule::WeeklySlot& at = problem_.input().slots[slot];
  return groups_words::when.in(language_, {{"day", forming::day(at, language_)},
                                           {"from", forming::clock(at.from_minute)},
                                           {"until", forming::clock(at.to_minute)}});
}

FormingView Showing::summary() const { return forming_view(table_, problem_, draft_, plans_); }

GroupSeat Showing::member(const GroupPlan& plan, PersonIndex person) const {
  const Seat& seat = table_.people()[person];
  GroupSeat out{seat.person, names_.of(seat.person), seat.town, 0, false, false, seat.ask_first};
  out.km = static_cast<int>((problem_.metres(person, plan.venue) + 999) / 1000);
  out.does_not_fit = std::ranges::find(plan.cannot_come, person) != plan.cannot_come.end();
  if (!draft_) return out;
  const auto group = std::ranges::find(draft_->body.groups, plan.id, &DraftGroup::key);
  if (group != draft_->body.groups.end())
    out.pinned = std::ranges::find(group->pinned, seat.person) != group->pinned.end();
  return out;
}

std::vector<std::string> Showing::warnings(const GroupPlan& plan) const {
  std::vector<std::string> out;
  const auto size = static_cast<int>(plan.members.size());
  const std::string count = std::to_string(size);
  const groups::Enrolment& enrolment = problem_.enrolment();
  if (size < enrolment.least) {
    out.push_back(
        groups_words::too_few.in(language_, {{"count", count}, {"least", std::to_string(enrolment.least)}}));
  }
  if (size > enrolment.most) {
    out.push_back(
        groups_words::too_many.in(language_, {{"count", count}, {"most", std::to_string(enrolment.most)}}));
  }
  for (const PersonIndex i : plan.cannot_come)
    out.push_back(groups_words::does_not_suit.in(language_, {{"name", speaker_.name(i)}}));
  const int least = problem_.design().team.least;
  if (static_cast<int>(plan.facilitators.size()) < least) {
    out.push_back(groups_words::few_facilitators.in(
        language_, {{"count", std::to_string(plan.facilitators.size())}, {"least", std::to_string(least)}}));
  }
  return out;
}

GroupCard Showing::card(const GroupPlan& plan) const {
  GroupCard out;
  out.key = plan.id;
  out.name = name_of(plan.id);
  out.place = place(plan.venue);
  out.when = when(plan.slot);
  out.expected = plan.attending_milli / 1000.0;
  out.shrunk = plan.attending_milli < problem_.design().attending_low * 1000;
  for (const PersonIndex i : plan.members) out.members.push_back(member(plan, i));
  for (const auto f : plan.facilitators) {
    const Seat& seat = table_.facilitators()[f];
    out.facilitators.push_back({seat.person, names_.of(seat.person), seat.town});
  }
  out.reasons = forming::reasons(speaker_, plan);
  out.team = forming::team(speaker_, plan);
  out.warnings = warnings(plan);
  return out;
}

GroupCardList Showing::cards(const GroupsAsk& ask) const {
  GroupCardList out;
  const auto page = page_of(plans_, ask, out.next, [](const GroupPlan& plan) { return plan.id; });
  read_names(page);
  for (const GroupPlan& each : page) out.items.push_back(card(each));
  return out;
}

WaitingForGroup Showing::line(PersonIndex person) const {
  const Seat& seat = table_.people()[person];
  WaitingForGroup out{seat.person, names_.of(seat.person), seat.town, seat.ask_first, {}, {}};
  if (!draft_) return out;
  const auto left = std::ranges::find(draft_->body.left, seat.person, &DraftLeft::person);
  if (left == draft_->body.left.end()) {
    out.why = groups_words::came_later.in(language_);
    out.help = groups_words::help_came_later.in(language_);
  } else if (!left->why) {
    out.why = groups_words::moved_out.in(language_);
    out.help = groups_words::help_moved_out.in(language_);
  } else {
    out.why = forming::why(*left->why, language_);
    out.help = forming::help(*left->why, language_);
  }
  return out;
}

WaitingForGroupList Showing::left_over(const GroupsAsk& ask) const {
  std::set<PersonIndex> placed;
  for (const GroupPlan& each : plans_) placed.insert(each.members.begin(), each.members.end());
  std::vector<PersonIndex> left;
  for (PersonIndex i = 0; i < table_.people().size(); ++i) {
    if (!placed.contains(i)) left.push_back(i);
  }
  WaitingForGroupList out;
  const auto page =
      page_of(left, ask, out.next, [&](PersonIndex i) { return table_.people()[i].person.str(); });
  std::vector<PersonId> people;
  for (const PersonIndex each : page) people.push_back(table_.people()[each].person);
  names_.read(people);
  for (const PersonIndex each : page) out.items.push_back(line(each));
  return out;
}

GroupChoice Showing::choice(PersonIndex person, std::optional<std::size_t> to) const {
  GroupChoice out;
  out.name = groups_words::no_group.in(language_);
  const groups::Move move{person, to};
  groups::Difference difference = groups::cost_of(problem_, plans_, move);
  // A pin is the coordinator's own, who is moving them now.
  difference.obstacles.pinned = false;
  out.fits = difference.obstacles.none();
  out.points = difference.cost;
  if (to) {
    const GroupPlan& plan = plans_[*to];
    out.key = plan.id;
    out.name = name_of(plan.id);
    out.place = place(plan.venue);
    out.when = when(plan.slot);
    out.possible = !table_.apart(person, {plan.id, plan.venue, plan.slot, plan.members, plan.facilitators});
    out.fits = out.fits && out.possible;
  }
  if (!out.possible) {
    out.wrong.push_back(groups_words::kept_apart.in(language_));
    return out;
  }
  forming::MoveWords words = forming::move_words(speaker_, plans_, move, difference);
  out.wrong = std::move(words.wrong);
  out.changes = std::move(words.changes);
  return out;
}

GroupChoiceList Showing::choices(const PersonId& person) const {
  const auto index = table_.person(person);
  if (!index) throw not_found();
  GroupChoiceList out;
  bool placed = false;
  for (std::size_t g = 0; g < plans_.size(); ++g) {
    if (std::ranges::binary_search(plans_[g].members, *index)) {
      placed = true;
      continue;
    }
    out.items.push_back(choice(*index, g));
  }
  std::ranges::stable_sort(out.items, {}, [](const GroupChoice& each) {
    return std::tuple(!each.fits, !each.possible, each.points);
  });
  if (out.items.size() > most_lines - 1) out.items.resize(most_lines - 1);
  if (placed && whom_ == Whom::waiting) out.items.push_back(choice(*index, std::nullopt));
  return out;
}

GroupPage Showing::page(const GroupId& group) const {
  const auto at = std::ranges::find(plans_, group.str(), &GroupPlan::id);
  if (at == plans_.end()) throw not_found();
  const auto index = static_cast<std::size_t>(at - plans_.begin());
  constexpr std::size_t most_proposals = 5;
  read_names({&*at, 1});
  GroupPage out{card(*at), {}, {}};
  for (const groups::Joiner& each : groups::top_up(problem_, plans_, index, most_lines)) {
    if (each.from || out.joiners.size() == most_proposals) break;  // those in no group come first
    const Seat& seat = table_.people()[each.person];
    if (table_.apart(each.person, {at->id, at->venue, at->slot, at->members, at->facilitators})) continue;
    auto words = forming::move_words(speaker_, plans_, {each.person, index}, each.difference);
    out.joiners.push_back({seat.person, names_.of(seat.person), seat.town, std::move(words.changes)});
  }
  if (!out.group.shrunk) return out;
  for (const groups::Merger& each : groups::mergers_with(problem_, plans_, index, most_proposals)) {
    if (apart_inside(table_, each.merged)) continue;
    out.mergers.push_back({GroupId(plans_[each.second].id), name_of(plans_[each.second].id),
                           place(each.merged.venue), when(each.merged.slot),
                           static_cast<int>(each.merged.members.size())});
  }
  return out;
}

}  // namespace kith
