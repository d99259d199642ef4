#include <algorithm>
#include <set>

#include "base/refusal.h"
#include "engine/groups/solve.h"
#include "modules/groups/events.h"
#include "modules/groups/store.h"
#include "modules/groups/table.h"
#include "modules/groups/words.h"

// Proposals of groups: solving, changing by hand, accepting.
namespace kith {
namespace {

using namespace peer_groups_store;

// Enough for a plan within a few per cent of the best that long searches find, and so little that 652 people
// take well under a second. The result depends on it: one number for all.
constexpr std::uint64_t steps_per_person = 200;
constexpr std::uint64_t most_seed = 1'000'000'000;

[[noreturn]] void refuse(const Context& context, const char* code, const Phrase& words) {
  throw Refusal(RefusalKind::conflict, code, words.in(context.language));
}

Draft draft_at(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision) {
  auto draft = open_draft(context, reach);
  if (!draft) refuse(context, "groups.no_draft", groups_words::no_draft);
  if (draft->revision != revision) refuse(context, "groups.changed", groups_words::changed);
  return *std::move(draft);
}

void keep(Context& context, const Reach<PeerGroup>& reach, Draft& draft) {
  ++draft.revision;
  draft.changed_at = context.now;
  if (!update_draft(context, reach, draft)) refuse(context, "groups.changed", groups_words::changed);
}

// A group with a pinned member keeps its place and time; all others are formed anew.
std::vector<groups::FixedGroup> pinned_groups(const Table& table, const DraftBody& body) {
  std::vector<groups::FixedGroup> out;
  for (const DraftGroup& each : body.groups) {
    DraftGroup kept = each;
    kept.members = each.pinned;
    kept.facilitators.clear();
    const auto decided = table.decision(kept);
    if (!decided || decided->members.empty()) continue;
    out.push_back({each.key, decided->venue, decided->slot, decided->members, {}});
  }
  return out;
}

class Solving {
 public:
  Solving(const Table& table, const DraftBody& before) : table_(table), before_(before) {}

  DraftBody run(std::uint64_t seed, int wanted) {
    groups::Input input = table_.input();
    input.design.groups = wanted;
    input.pins.groups = pinned_groups(table_, before_);
    const groups::Problem problem(std::move(input));
    groups::Effort effort;
    effort.seed = seed;
    effort.steps_per_person = steps_per_person;
    const groups::Plan plan = groups::form_groups(problem, effort);
    out_.next_key = before_.next_key;
    out_.wanted = wanted;
    out_.proven = plan.proven;
    for (const groups::GroupPlan& each : plan.groups) take(each);
    for (const groups::LeftOver& each : plan.left_over) leave(each.person, each.why);
    return std::move(out_);
  }

 private:
  void take(const groups::GroupPlan& plan) {
    DraftGroup group;
    group.key = plan.id.empty() ? std::to_string(out_.next_key++) : plan.id;
    group.venue = table_.input().venues[plan.venue].id;
    const schedule::WeeklySlot& slot = table_.input().slots[plan.slot];
    group.day = static_cast<int>(slot.day);
    group.start_minute = slot.from_minute;
    for (const auto f : plan.facilitators) group.facilitators.push_back(table_.facilitators()[f].person);
    const std::vector<PersonId>* pinned = pinned_of(group.key);
    for (const auto i : plan.members) {
      const PersonId& person = table_.people()[i].person;
      group.members.push_back(person);
      if (pinned && std::ranges::find(*pinned, person) != pinned->end()) group.pinned.push_back(person);
    }
    out_.groups.push_back(std::move(group));
  }

  const std::vector<PersonId>* pinned_of(const std::string& key) const {
    const auto at = std::ranges::find(before_.groups, key, &DraftGroup::key);
    return at == before_.groups.end() ? nullptr : &at->pinned;
  }

  void leave(groups::PersonIndex person, groups::Why why) {
    out_.left.push_back({table_.people()[person].person, why});
  }

  const Table& table_;
  const DraftBody& before_;
  DraftBody out_;
};

int people_in(const DraftBody& body) {
  std::size_t out = 0;
  for (const DraftGroup& each : body.groups) out += each.members.size();
  return static_cast<int>(out);
}

DraftGroup* group_with(DraftBody& body, const PersonId& person) {
  for (DraftGroup& each : body.groups) {
    if (std::ranges::find(each.members, person) != each.members.end()) return &each;
  }
  return nullptr;
}

}  // namespace

void PeerGroups::solve(Context& context, const Reach<PeerGroup>& reach, const Wish& wish) {
  auto found = open_draft(context, reach);
  if ((found ? found->revision : 0) != wish.revision)
    refuse(context, "groups.changed", groups_words::changed);
  const Table table(context, people_, reach, Whom::waiting);
  if (table.people().empty()) refuse(context, "groups.nobody_waits", groups_words::nobody_waits);
  Draft draft = found.value_or(Draft{context.fresh<DraftId>(), 0, 0, context.now, context.now, {}});
  if (!found || wish.fresh_seed) {
    draft.seed = static_cast<std::int64_t>(context.world.random.below(most_seed)) + 1;
  }
  draft.body = Solving(table, draft.body).run(static_cast<std::uint64_t>(draft.seed), wish.groups);
  if (found) {
    keep(context, reach, draft);
  } else {
    draft.revision = 1;
    insert_draft(context, reach, draft);
  }
  context.emit(reach.programme(), draft.id.str(),
               ProposalSolved{draft.id, draft.seed, draft.revision,
                              static_cast<int>(draft.body.groups.size()), people_in(draft.body)});
}

void PeerGroups::move(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision,
                      const ProposedPlace& place) {
  Draft draft = draft_at(context, reach, revision);
  const Table table(context, people_, reach, Whom::waiting);
  const auto person = table.person(place.person);
  if (!person) throw not_found();
  const auto to = std::ranges::find(draft.body.groups, place.group, &DraftGroup::key);
  if (!place.group.empty() && to == draft.body.groups.end()) throw not_found();
  if (DraftGroup* from = group_with(draft.body, place.person)) {
    std::erase(from->members, place.person);
    std::erase(from->pinned, place.person);
  }
  std::erase_if(draft.body.left, [&](const DraftLeft& each) { return each.person == place.person; });
  if (place.group.empty()) {
    draft.body.left.push_back({place.person, std::nullopt});
  } else {
    const auto decided = table.decision(*to);
    if (!decided) throw not_found();
    if (table.apart(*person, *decided)) refuse(context, "groups.kept_apart", groups_words::kept_apart);
    to->members.push_back(place.person);
    to->pinned.push_back(place.person);
  }
  draft.body.proven = false;
  keep(context, reach, draft);
  context.emit(reach.programme(), draft.id.str(),
               ProposalChanged{draft.id, draft.revision, place.person, place.group, !place.group.empty()});
}

void PeerGroups::pin(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision,
                     const PersonId& person, bool pinned) {
  Draft draft = draft_at(context, reach, revision);
  DraftGroup* group = group_with(draft.body, person);
  if (!group) throw not_found();
  std::erase(group->pinned, person);
  if (pinned) group->pinned.push_back(person);
  keep(context, reach, draft);
  context.emit(reach.programme(), draft.id.str(),
               ProposalChanged{draft.id, draft.revision, person, group->key, pinned});
}

void PeerGroups::drop(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision) {
  Draft draft = draft_at(context, reach, revision);
  draft.changed_at = context.now;
  close_draft(context.tx, reach, draft, "dropped");
  context.emit(reach.programme(), draft.id.str(), ProposalClosed{draft.id, false});
}

PeerGroups::Accepted PeerGroups::accept(Context& context, const Reach<PeerGroup>& reach,
                                        std::int64_t revision) {
  Draft draft = draft_at(context, reach, revision);
  const Table table(context, people_, reach, Whom::waiting);
  std::int64_t number = highest_number(context.tx, reach);
  Accepted out;
  for (const DraftGroup& each : draft.body.groups) {
    const auto decided = table.decision(each);
    if (!decided || decided->members.empty()) continue;
    const schedule::WeeklySlot& slot = table.input().slots[decided->slot];
    PeerGroup group{context.fresh<GroupId>(),
                    reach.programme(),
                    ++number,
                    each.venue,
                    each.day,
                    each.start_minute,
                    slot.to_minute - slot.from_minute,
                    context.now,
                    {},
                    {}};
    insert_group(context, reach, group, draft.id);
    const int members = static_cast<int>(decided->members.size());
    context.emit(reach.programme(), group.id.str(), GroupFormed{group.id, draft.id, members});
    const auto seat = [&](const PersonId& person, bool leads) {
      insert_place(context.tx, context.world.ids.next(), group, person, leads, context.now);
      context.emit(reach.programme(), group.id.str(), GroupJoined{group.id, person, leads});
    };
    for (const auto i : decided->members) seat(table.people()[i].person, false);
    for (const auto f : decided->facilitators) seat(table.facilitators()[f].person, true);
    ++out.groups;
    out.people += members;
  }
  if (out.groups == 0) refuse(context, "groups.nothing_formed", groups_words::nothing_formed);
  draft.changed_at = context.now;
  close_draft(context.tx, reach, draft, "accepted");
  context.emit(reach.programme(), draft.id.str(), ProposalClosed{draft.id, true});
  return out;
}

}  // namespace kith
