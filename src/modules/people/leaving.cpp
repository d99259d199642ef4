#include "modules/people/leaving.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/people/answers.h"
#include "modules/people/closing.h"
#include "modules/people/events.h"
#include "modules/people/leaving_store.h"
#include "modules/people/own.h"
#include "modules/people/words.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::string_view research_purpose = "research";

struct Going {
  PersonId person;
  ProgrammeId programme;
  LeavingChoice choice = LeavingChoice::keep;
  ResearchChoice research = ResearchChoice::none;
  LeavingReason reason = LeavingReason::unsaid;
  std::string_view how;  // "screen" or "spoken"
};

std::vector<GrantRow> parts_in(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  auto parts = grants_of(tx, person);
  std::erase_if(parts,
                [&](const GrantRow& each) { return each.programme != programme || is_staff(each.role); });
  if (parts.empty()) throw not_found();
  return parts;
}

std::optional<ConsentView> research_of(Context& context, const Programme& programme, const GrantRow& part) {
  for (ConsentView& each : consents_of(context, programme, part.person, side_of(part.role))) {
    if (each.purpose == research_purpose && each.given) return std::move(each);
  }
  return std::nullopt;
}

std::string written(const std::vector<GrantRow>& parts) {
  std::string out;
  for (const GrantRow& each : parts) {
    out += (out.empty() ? "" : " ") + std::string(enum_name(each.role)) + "=";
    out += enum_name(each.state);
  }
  return out;
}

LeavingView view_of(Context& context, const People& people, const LeavingRow& row) {
  const Programme programme = people.programmes().get(context.tx, row.programme);
  LeavingView view;
  view.leaving_id = row.id;
  view.programme_id = row.programme;
  view.programme_name = programme.name(programme.language_for(context.language));
  view.display_name = people.display_name(context, row.person, row.programme);
  view.choice = row.choice;
  view.at = row.at;
  view.undo_until = row.undo_until;
  if (row.choice != LeavingChoice::keep) view.erase_at = row.at + time_to_undo;
  return view;
}

// What was agreed for research ends with the part; what becomes of what was collected is asked apart.
ResearchChoice end_research(Context& context, const Programme& programme, const GrantRow& part,
                            const Going& going) {
  const auto given = research_of(context, programme, part);
  if (!given) return ResearchChoice::none;
  record_consent(context, programme.id, going.person, *given, {false, going.how, context.now});
  return going.research == ResearchChoice::take_out ? ResearchChoice::take_out : ResearchChoice::keep;
}

LeavingView go(Context& context, People& people, const Going& going) {
  const Programme programme = people.programmes().get(context.tx, going.programme);
  const auto parts = parts_in(context.tx, going.person, going.programme);
  LeavingRow row{context.fresh<LeavingId>(),
                 going.person,
                 going.programme,
                 written(parts),
                 going.choice,
                 end_research(context, programme, parts.front(), going),
                 going.reason,
                 context.now,
                 context.now + time_to_undo};
  insert_leaving(context.tx, row, going.how, context.actor.label());
  for (const GrantRow& each : parts) {
    people.set_state(context, going.person, going.programme, each.role, GrantState::ended);
  }
  LeavingView view = view_of(context, people, row);
  if (view.erase_at) {
    context.schedule(erase_job, row.id.str(), *view.erase_at,
                     Json::object({{"person", row.person.str()}, {"programme", row.programme.str()}}));
  }
  const bool nowhere_else = grants_of(context.tx, going.person).empty();
  context.emit(going.programme, going.person.str(),
               PersonLeft{going.person, row.id.str(), std::string(enum_name(row.choice)),
                          std::string(enum_name(row.research)), std::string(enum_name(row.reason)),
                          std::string(going.how), view.erase_at, nowhere_else});
  return view;
}

void undo(Context& context, People& people, const std::optional<LeavingRow>& row) {
  if (!row) throw not_found();
  if (context.now >= row->undo_until || !settle_leaving(context.tx, row->id, "undone", context.now)) {
    throw Refusal(RefusalKind::conflict, "people.too_late_to_undo",
                  people_words::too_late_to_undo.in(context.language));
  }
  context.cancel(erase_job, row->id.str());
  for (const std::string& each : split(row->roles, ' ')) {
    const std::size_t sign = each.find('=');
    people.set_state(context, row->person, row->programme, enum_from<Role>(each.substr(0, sign)).value(),
                     enum_from<GrantState>(each.substr(sign + 1)).value());
  }
  context.emit(row->programme, row->person.str(), LeavingUndone{row->person, row->id.str()});
}

LeavingList listed(Context& context, const People& people, const Reach<Profiles>& reach, const Page& page) {
  LeavingList list;
  for (const LeavingRow& row : open_leavings(context.tx, reach, page)) {
    if (context.now < row.undo_until) list.items.push_back(view_of(context, people, row));
    list.next = row.id.str();
  }
  if (list.items.size() < page.limit) list.next.reset();  // those that are too old come last
  return list;
}

}  // namespace

LeavingPlan leaving_plan(Context& context, const People& people, const ProgrammeId& programme) {
  reach_own_profile(context, programme);
  return leaving_plan_for(context, people, programme, context.actor.person);
}

LeavingPlan leaving_plan_for(Context& context, const People& people, const ProgrammeId& id,
                             const PersonId& person) {
  const GrantRow part = parts_in(context.tx, person, id).front();
  const Programme programme = people.programmes().get(context.tx, id);
  const std::string language = programme.language_for(context.language);
  LeavingPlan plan;
  plan.programme_id = id;
  plan.programme_name = programme.name(language);
  plan.role = part.role;
  plan.role_word = programme.role_word(part.role, language);
  plan.research_given = research_of(context, programme, part).has_value();
  plan.undo_until = context.now + time_to_undo;
  plan.erase_at = context.now + time_to_undo;
  plan.keep_until = context.now + programme.package->retention.people();
  plan.concerns_months = programme.package->retention.concerns_months;
  return plan;
}

LeavingView leave(Context& context, People& people, const Leave& leave) {
  return go(context, people,
            {context.actor.person, leave.programme, leave.choice, leave.research, leave.reason, "screen"});
}

LeavingView leave_for(Context& context, People& people, const LeaveFor& leave) {
  reach_programme_identities(context, leave.programme);
  if (!leave.read_out) {
    throw invalid({{"read_out", "required", people_words::read_out_first.in(context.language)}});
  }
  return go(context, people,
            {leave.person, leave.programme, leave.choice, leave.research, leave.reason, "spoken"});
}

void leave_without_agreement(Context& context, People& people, const ProgrammeId& programme,
                             const PersonId& person, std::string_view how) {
  go(context, people,
     {person, programme, LeavingChoice::keep, ResearchChoice::keep, LeavingReason::unsaid, how});
}

LeavingList own_leavings(Context& context, const People& people) {
  constexpr std::size_t most_programmes = 20;
  LeavingList list = listed(context, people, reach_own_leavings(context), {"", most_programmes});
  list.next.reset();
  return list;
}

LeavingList leavings(Context& context, const People& people, const LeavingsAsk& ask) {
  reach_programme_identities(context, ask.programme);
  return listed(context, people, reach_programme_profiles(context, ask.programme),
                {ask.after, static_cast<std::size_t>(ask.limit)});
}

void undo_own_leaving(Context& context, People& people, const LeavingId& leaving) {
  undo(context, people, open_leaving(context.tx, reach_own_leavings(context), leaving));
}

void undo_leaving(Context& context, People& people, const LeavingInProgramme& ask) {
  reach_programme_identities(context, ask.programme);
  undo(context, people,
       open_leaving(context.tx, reach_programme_profiles(context, ask.programme), ask.leaving));
}

}  // namespace kith
