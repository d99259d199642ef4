#include <algorithm>

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

void seat(Context& context, const PeerGroup& group, const PersonId& person, bool leads) {
  insert_place(context.tx, context.world.ids.next(), group, person, leads, context.now);
  context.emit(group.programme, group.id.str(), GroupJoined{group.id, person, leads});
}

void unseat(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person,
            bool leads) {
  if (!end_place(context.tx, reach, group, person, leads, context.now)) throw not_found();
  context.emit(reach.programme(), group.str(), GroupLeft{group, person, leads});
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
  for (const PeerGroup& each : groups) {
    if (std::ranges::find(each.members, person) != each.members.end())
      refuse(context, "groups.in_a_group", groups_words::in_a_group);
  }
  const auto decided = table.decision(to);
  if (decided && table.apart(*index, *decided))
    refuse(context, "groups.kept_apart", groups_words::kept_apart);
  seat(context, to, person, false);
}

void PeerGroups::leave(Context& context, const Reach<PeerGroup>& reach, const GroupId& group,
                       const PersonId& person) {
  const auto groups = standing(context, reach);
  const PeerGroup& from = group_among(groups, group);
  const bool leads = std::ranges::find(from.facilitators, person) != from.facilitators.end();
  unseat(context, reach, group, person, leads);
}

void PeerGroups::merge(Context& context, const Reach<PeerGroup>& reach, const GroupId& first,
                       const GroupId& second) {
  const Table table(context, people_, reach, Whom::everyone);
  PeerGroup one = group_among(table.standing(), first);
  const PeerGroup other = group_among(table.standing(), second);
  const groups::Problem problem(table.input());
  const auto found = merger_of(table, problem, first, second);
  if (!found) refuse(context, "groups.cannot_merge", groups_words::cannot_merge);
  const groups::GroupPlan& merged = found->merged;
  for (const PersonId& each : other.members) unseat(context, reach, second, each, false);
  for (const PersonId& each : other.facilitators) unseat(context, reach, second, each, true);
  for (const PersonId& each : one.facilitators) unseat(context, reach, first, each, true);
  end_group(context.tx, reach, second, context.now);
  const schedule::WeeklySlot& slot = table.input().slots[merged.slot];
  one.venue = table.input().venues[merged.venue].id;
  one.day = static_cast<int>(slot.day);
  one.start_minute = slot.from_minute;
  one.length_minutes = slot.to_minute - slot.from_minute;
  set_meeting(context, reach, one);
  for (const PersonId& each : other.members) seat(context, one, each, false);
  for (const auto f : merged.facilitators) seat(context, one, table.facilitators()[f].person, true);
  context.emit(reach.programme(), first.str(), GroupsMerged{first, second});
}

void PeerGroups::forget(Context& context, const ProgrammeId& programme, const PersonId& person, bool leads) {
  const auto reach = reach_groups_as_system(context, programme);
  for (const PeerGroup& each : standing(context, reach)) {
    const auto& among = leads ? each.facilitators : each.members;
    if (std::ranges::find(among, person) == among.end()) continue;
    unseat(context, reach, each.id, person, leads);
  }
}

}  // namespace kith
