#include <algorithm>
#include <span>
#include <tuple>

#include "base/refusal.h"
#include "engine/groups/propose.h"
#include "modules/groups/events.h"
#include "modules/groups/store.h"
#include "modules/groups/table.h"
#include "modules/groups/words.h"

// Groups that stand: late joiners, leaving, merging.
namespace kith {
namespace {

using namespace peer_groups_store;

[[noreturn]] void refuse(const Context& context, const char* code, const Phrase& words) {
  throw Refusal(RefusalKind::conflict, code, words.in(context.language));
}

const PeerGroup& group_among(const std::vector<PeerGroup>& groups, const GroupId& id) {
  const auto at = std::ranges::find(groups, id, &PeerGroup::id);
  if (at == groups.end()) throw not_found();
  return *at;
}

enum class Told { by_place, by_change };  // what tells the person: their place, or that it is another now

void seat(Context& context, const PeerGroup& group, const PersonId& person, bool leads, Told told) {
  insert_place(context.tx, context.world.ids.next(), group, person, leads, context.now);
  context.emit(group.programme, group.id.str(),
               GroupJoined{{group.id, person, leads, told == Told::by_change}});
}

void unseat(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person,
            bool leads, Told told) {
  if (!end_place(context.tx, reach, group, person, leads, context.now)) throw not_found();
  context.emit(reach.programme(), group.str(), GroupLeft{{group, person, leads, told == Told::by_change}});
}

void tell(Context& context, const PeerGroup& group, std::span<const PersonId> people, GroupNews news,
          const PersonId& besides = {}) {
  for (const PersonId& each : people) {
    if (each != besides) context.emit(group.programme, group.id.str(), GroupChanged{group.id, each, news});
  }
}

// Who leads learns who comes and goes, and everybody who leads now; `who` knows it from their own place.
void tell_of_place(Context& context, const PeerGroup& group, const PersonId& who, bool leads) {
  tell(context, group, group.facilitators, leads ? GroupNews::leaders : GroupNews::members, who);
  if (leads) tell(context, group, group.members, GroupNews::leaders);
}

bool holds(const std::vector<PersonId>& people, const PersonId& person) {
  return std::ranges::find(people, person) != people.end();
}

// With all groups that stand, since a facilitator cannot lead two at once.
std::optional<groups::Merger> merger_of(const Table& table, const groups::Problem& problem,
                                        const GroupId& first, const GroupId& second) {
  const auto plans = plans_of(table, problem);
  const auto at = std::ranges::find(plans, first.str(), &groups::GroupPlan::id);
  if (at == plans.end()) return std::nullopt;
  const auto group = static_cast<std::size_t>(at - plans.begin());
  for (auto& each : groups::mergers_with(problem, plans, group, plans.size())) {
    if (plans[each.second].id == second.str() && !apart_inside(table, each.merged)) return std::move(each);
  }
  return std::nullopt;
}

// One group of two, as decided: who leads it, and where and when it meets.
struct Merging {
  PeerGroup one;
  PeerGroup other;
  std::vector<PersonId> leaders;
  bool meets_otherwise = false;
};

Merging merging_of(const Table& table, const groups::GroupPlan& plan, const GroupId& first,
                   const GroupId& second) {
  Merging out{group_among(table.standing(), first), group_among(table.standing(), second), {}, false};
  for (const auto f : plan.facilitators) out.leaders.push_back(table.facilitators()[f].person);
  const PeerGroup before = out.one;
  const schedule::WeeklySlot& slot = table.input().slots[plan.slot];
  out.one.venue = table.input().venues[plan.venue].id;
  out.one.day = static_cast<int>(slot.day);
  out.one.start_minute = slot.from_minute;
  out.one.length_minutes = slot.to_minute - slot.from_minute;
  out.meets_otherwise = std::tie(out.one.venue, out.one.day, out.one.start_minute) !=
                        std::tie(before.venue, before.day, before.start_minute);
  return out;
}

// Of each person it is told once what became of their group, and of the first group's members only what is
// another for them.
void tell_merged(Context& context, const Merging& merging) {
  const auto& [one, other, leaders, meets_otherwise] = merging;
  const bool led_otherwise = !std::ranges::is_permutation(leaders, one.facilitators);
  tell(context, one, other.members, GroupNews::meeting);
  if (meets_otherwise || led_otherwise)
    tell(context, one, one.members, meets_otherwise ? GroupNews::meeting : GroupNews::leaders);
  for (const PersonId& each : leaders) {
    const bool stays = holds(one.facilitators, each) && !meets_otherwise;
    const GroupNews news = !stays          ? GroupNews::meeting
                           : led_otherwise ? GroupNews::leaders
                                           : GroupNews::members;
    tell(context, one, std::span(&each, 1), news);
  }
}

}  // namespace

std::vector<groups::GroupPlan> plans_of(const Table& table, const groups::Problem& problem) {
  std::vector<groups::GroupPlan> out;
  for (const PeerGroup& each : table.standing()) {
    if (auto decided = table.decision(each)) out.push_back(groups::describe(problem, *std::move(decided)));
  }
  return out;
}

bool apart_inside(const Table& table, const groups::GroupPlan& plan) {
  return std::ranges::any_of(plan.members, [&](auto i) {
    return std::ranges::any_of(plan.facilitators, [&](auto f) { return table.apart(i, f); });
  });
}

void PeerGroups::join(Context& context, const Reach<PeerGroup>& reach, const GroupId& group,
                      const PersonId& person) {
  const auto groups = standing(context, reach);
  const PeerGroup& to = group_among(groups, group);
  const Table table(context, people_, reach, Whom::everyone);
  const auto index = table.person(person);
  if (!index) throw not_found();
  if (holds(to.members, person)) refuse(context, "groups.in_a_group", groups_words::in_a_group);
  const auto decided = table.decision(to);
  if (decided && table.apart(*index, *decided))
    refuse(context, "groups.kept_apart", groups_words::kept_apart);
  Told told = Told::by_place;
  for (const PeerGroup& from : groups) {
    if (!holds(from.members, person)) continue;
    told = Told::by_change;
    unseat(context, reach, from.id, person, false, told);
    tell_of_place(context, from, person, false);
  }
  seat(context, to, person, false, told);
  tell_of_place(context, to, person, false);
  if (told == Told::by_change) tell(context, to, std::span(&person, 1), GroupNews::meeting);
}

void PeerGroups::leave(Context& context, const Reach<PeerGroup>& reach, const GroupId& group,
                       const PersonId& person) {
  const auto groups = standing(context, reach);
  const PeerGroup& from = group_among(groups, group);
  const bool leads = holds(from.facilitators, person);
  unseat(context, reach, group, person, leads, Told::by_place);
  tell_of_place(context, from, person, leads);
}

void PeerGroups::merge(Context& context, const Reach<PeerGroup>& reach, const GroupId& first,
                       const GroupId& second) {
  const Table table(context, people_, reach, Whom::everyone);
  group_among(table.standing(), first);
  group_among(table.standing(), second);
  const auto found = merger_of(table, groups::Problem(table.input()), first, second);
  if (!found) refuse(context, "groups.cannot_merge", groups_words::cannot_merge);
  const Merging merging = merging_of(table, found->merged, first, second);
  const auto& [one, other, leaders, meets_otherwise] = merging;
  const auto told = [&](const PersonId& each) {
    return holds(leaders, each) || holds(one.facilitators, each) ? Told::by_change : Told::by_place;
  };
  for (const PersonId& each : other.members) unseat(context, reach, second, each, false, Told::by_change);
  for (const PersonId& each : other.facilitators) unseat(context, reach, second, each, true, told(each));
  for (const PersonId& each : one.facilitators) {
    if (!holds(leaders, each)) unseat(context, reach, first, each, true, Told::by_place);
  }
  end_group(context.tx, reach, second, context.now);
  if (meets_otherwise) set_meeting(context, reach, one);
  for (const PersonId& each : other.members) seat(context, one, each, false, Told::by_change);
  for (const PersonId& each : leaders) {
    if (!holds(one.facilitators, each)) seat(context, one, each, true, Told::by_change);
  }
  tell_merged(context, merging);
  context.emit(reach.programme(), first.str(), GroupsMerged{first, second});
}

void PeerGroups::forget(Context& context, const ProgrammeId& programme, const PersonId& person, bool leads) {
  const auto reach = reach_groups_as_system(context, programme);
  for (const PeerGroup& each : standing(context, reach)) {
    if (!holds(leads ? each.facilitators : each.members, person)) continue;
    unseat(context, reach, each.id, person, leads, Told::by_place);
    tell_of_place(context, each, person, leads);
  }
}

}  // namespace kith
