#include <algorithm>

#include "base/refusal.h"
#include "modules/groups/events.h"
#include "modules/groups/solving.h"
#include "modules/groups/store.h"
#include "modules/groups/table.h"
#include "modules/groups/words.h"

// Proposals of groups: solving, changing by hand, accepting.
namespace kith {
namespace {

using namespace peer_groups_store;

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

FormingView PeerGroups::solve(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision) {
  Proposal made = take_proposal(context, reach.programme());
  auto found = open_draft(context, reach);
  if ((found ? found->revision : 0) != revision) refuse(context, "groups.changed", groups_words::changed);
  Draft draft = found.value_or(Draft{context.fresh<DraftId>(), 0, 0, context.now, context.now, {}});
  draft.seed = made.view.seed;
  draft.body = std::move(made.body);
  if (found) {
    keep(context, reach, draft);
  } else {
    draft.revision = 1;
    insert_draft(context, reach, draft);
  }
  context.emit(reach.programme(), draft.id.str(),
               ProposalSolved{draft.id, draft.seed, draft.revision,
                              static_cast<int>(draft.body.groups.size()), people_in(draft.body)});
  made.view.revision = draft.revision;
  made.view.made_at = draft.made_at;
  made.view.changed_at = draft.changed_at;
  return std::move(made.view);
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
      context.emit(reach.programme(), group.id.str(), GroupJoined{{group.id, person, leads, false}});
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
