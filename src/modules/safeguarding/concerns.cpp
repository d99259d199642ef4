#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/safeguarding/events.h"
#include "modules/safeguarding/store.h"
#include "modules/safeguarding/words.h"

namespace kith {
namespace {

using namespace safeguarding_store;

constexpr std::string_view overdue_job = "safeguarding.overdue";
constexpr std::string_view forget_job = "safeguarding.forget";
constexpr std::string_view body_place = "concern.body";
constexpr std::string_view message_place = "concern_message.body";
constexpr std::string_view why_place = "concern_look.why";
constexpr std::string_view outcome_place = "concern.outcome";
constexpr std::size_t shortest_reason = 3;
constexpr std::int64_t times_until_all_are_told = 3;

// The part in which somebody reports: as a member of the programme where they are one, else as staff.
Role reporting_role(const Actor& actor, const ProgrammeId& programme) {
  Role role = Role::participant;
  for (const RoleGrant& grant : actor.grants) {
    if (grant.programme != programme) continue;
    role = grant.role;
    if (!is_staff(role)) break;
  }
  return role;
}

void refuse_empty(const Context& context, const NewConcern& concern) {
  if (!concern.message.empty() && concern.conversation.empty()) {
    throw invalid({{"conversation_id", "required",
                    safeguarding_words::message_without_conversation.in(context.language)}});
  }
  if (concern.message.empty() && trimmed(concern.text).empty()) {
    throw invalid({{"text", "required", safeguarding_words::nothing_told.in(context.language)}});
  }
}

std::string reason_in(const Context& context, std::string_view why) {
  std::string reason = trimmed(why);
  if (length_of(reason) < shortest_reason) {
    throw invalid({{"why", "required", safeguarding_words::why_needed.in(context.language)}});
  }
  return reason;
}

}  // namespace

Duration due_within(ConcernLevel level) {
  switch (level) {
    case ConcernLevel::urgent:
      return urgent_due;
    case ConcernLevel::worried:
      return worried_due;
    case ConcernLevel::not_sure:
      return not_sure_due;
  }
  return urgent_due;
}

// Everybody there is has been told after three times; from then on it is to be heard and not to be drowned
// in.
Duration overdue_again_after(ConcernLevel level, std::int64_t times) {
  if (level != ConcernLevel::urgent) return hours(24);
  return times < times_until_all_are_told ? urgent_due : hours(1);
}

// What a concern is about, as far as the reporter may say so.
struct Safeguarding::About {
  Role reporter_role = Role::participant;
  PersonId reported;
  Role reported_role = Role::supporter;
  std::optional<Reach<Conversation>> reach;
};

Safeguarding::About Safeguarding::about(Context& context, const NewConcern& concern) const {
  About out;
  if (concern.conversation.empty()) {
    if (!context.actor.knows(concern.programme)) throw not_found();
    out.reporter_role = reporting_role(context.actor, concern.programme);
    return out;
  }
  out.reach = reach_conversation(context, concern.conversation);
  const Conversation it = conversations_.get(context, *out.reach, concern.conversation);
  if (it.programme != concern.programme) throw not_found();
  out.reporter_role = it.own.role;
  out.reported = it.other.person;
  out.reported_role = it.other.role;
  return out;
}

ConcernId Safeguarding::raise(Context& context, const NewConcern& concern) {
  const About about_what = about(context, concern);
  refuse_empty(context, concern);
  const auto id = context.fresh<ConcernId>();
  const Instant due_at = context.now + due_within(concern.level);
  const Bytes body = context.vault.seal(context.tx, id.str(), body_place, concern.text);
  insert_concern(context.tx, {{id,
                               concern.programme,
                               concern.level,
                               ConcernState::open,
                               context.now,
                               due_at,
                               context.actor.person,
                               about_what.reporter_role,
                               about_what.reported,
                               {}},
                              concern.conversation,
                              body.data});
  copy_messages(context, id, concern, about_what);
  people_.hold_record(context, context.actor.person, id.str());
  if (!about_what.reported.empty()) people_.hold_record(context, about_what.reported, id.str());
  context.schedule(overdue_job, id.str(), due_at, Json::object());
  ConcernRaised raised{id, concern.level, context.actor.person, std::nullopt};
  if (!concern.conversation.empty()) raised.conversation = concern.conversation;
  context.emit(concern.programme, id.str(), raised);
  return id;
}

// A copy under the concern's own key: it stays when the sender leaves, or is erased with the conversation.
void Safeguarding::copy_messages(Context& context, const ConcernId& id, const NewConcern& concern,
                                 const About& about) {
  if (!about.reach || (concern.message.empty() && !concern.include_around)) return;
  const std::size_t around = concern.include_around ? messages_around : 0;
  std::int64_t place = 0;
  for (const Said& said :
       conversations_.excerpt(context, *about.reach, concern.conversation, concern.message, around)) {
    const Role role = said.sender == about.reported ? about.reported_role : about.reporter_role;
    const Bytes body = context.vault.seal(context.tx, id.str(), message_place, said.text);
    insert_message(context.tx, id, ++place,
                   {said.id, said.sender, role, said.at, said.id == concern.message, body.data});
  }
}

bool Safeguarding::may_read(const Context& context, const Concern& concern) const {
  const Actor& actor = context.actor;
  if (actor.person == concern.reported) return false;
  if (actor.has({Role::safeguarding_lead}, concern.programme)) return true;
  if (!actor.has({Role::coordinator}, concern.programme)) return false;
  if (actor.person == concern.reviewer) return true;
  const auto leads = people_.people_with_role(context.tx, concern.programme, Role::safeguarding_lead);
  return std::ranges::all_of(leads, [&](const PersonId& lead) { return lead == concern.reported; });
}

Safeguarding::Queue Safeguarding::queue(Context& context, const Reach<Concern>& reach,
                                        const std::string& after, std::size_t limit) const {
  Queue out{safeguarding_store::queue(context.tx, reach, list_place_of(after), limit + 1), ""};
  if (out.items.size() > limit) {
    out.items.resize(limit);
    out.next = to_text({out.items.back().raised_at, out.items.back().id.str()});
  }
  return out;
}

ConcernContent Safeguarding::read(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id,
                                  std::string_view why) {
  const std::string reason = reason_in(context, why);
  const auto row = content(context.tx, reach, id);
  if (!row) throw not_found();
  ConcernContent out{
      row->concern, context.vault.open_sealed(context.tx, id.str(), body_place, row->body), {}};
  for (const MessageRow& each : messages(context.tx, reach, id)) {
    out.messages.push_back({each.id, each.sender, each.sender_role, each.at,
                            context.vault.open_sealed(context.tx, id.str(), message_place, each.body),
                            each.reported});
  }
  const bool lead = context.actor.has({Role::safeguarding_lead}, reach.programme());
  const Bytes sealed = context.vault.seal(context.tx, id.str(), why_place, reason);
  insert_look(context.tx, {context.world.ids.next(), id, reach.person(),
                           lead ? Role::safeguarding_lead : Role::coordinator, sealed.data, context.now});
  people_.note_look(context, row->concern.reporter, reach.programme(), reason);
  context.emit(reach.programme(), id.str(), ConcernRead{id});
  return out;
}

void Safeguarding::see(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id) {
  if (set_seen(context.tx, reach, id, context.now)) {
    context.cancel(overdue_job, id.str());
    context.emit(reach.programme(), id.str(), ConcernSeen{id});
    return;
  }
  const auto row = content(context.tx, reach, id);
  if (!row) throw not_found();
  if (row->concern.state == ConcernState::closed) {
    throw Refusal(RefusalKind::conflict, "safeguarding.already_closed",
                  safeguarding_words::already_closed.in(context.language));
  }
}

void Safeguarding::close(Context& context, const Reach<ConcernContent>& reach, const ConcernId& id,
                         std::string_view outcome) {
  if (trimmed(outcome).empty()) {
    throw invalid({{"outcome", "required", safeguarding_words::outcome_needed.in(context.language)}});
  }
  const auto row = content(context.tx, reach, id);
  if (!row) throw not_found();
  const bool open = row->concern.state == ConcernState::open;
  const Bytes sealed = context.vault.seal(context.tx, id.str(), outcome_place, outcome);
  if (!set_closed(context.tx, reach, id, sealed, context.now)) {
    const Phrase& words = open ? safeguarding_words::not_seen : safeguarding_words::already_closed;
    throw Refusal(RefusalKind::conflict, open ? "safeguarding.not_seen" : "safeguarding.already_closed",
                  words.in(context.language));
  }
  people_.release_record(context, row->concern.reporter, id.str());
  people_.release_record(context, row->concern.reported, id.str());
  context.schedule(forget_job, id.str(), context.now + kept_for(context, reach.programme()), Json::object());
  context.emit(reach.programme(), id.str(), ConcernClosed{id});
}

// The programme may have changed its mind since the time was set.
void Safeguarding::forget(Context& context, const ConcernId& id) {
  const auto closed = closed_concern(context.tx, id);
  if (!closed) return;
  const Instant due = closed->at + kept_for(context, closed->programme);
  if (due > context.now) return context.schedule(forget_job, id.str(), due, Json::object());
  delete_concern(context.tx, id);
  context.vault.destroy_key(context.tx, id.str());
  context.emit(closed->programme, id.str(), ConcernForgotten{id});
}

Duration Safeguarding::kept_for(Context& context, const ProgrammeId& programme) const {
  return people_.programmes().get(context.tx, programme).package->retention.concerns();
}

void Safeguarding::remind(Context& context, const ConcernId& id) {
  const auto row = count_overdue(context.tx, id, context.now);
  if (!row) return;
  context.emit(row->programme, id.str(), ConcernOverdue{id, row->times});
  context.schedule(overdue_job, id.str(), context.now + overdue_again_after(row->level, row->times),
                   Json::object());
}

}  // namespace kith
