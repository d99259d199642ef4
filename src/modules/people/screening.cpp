#include "modules/people/screening.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/people/answers.h"
#include "modules/people/closing.h"
#include "modules/people/events.h"
#include "modules/people/screening_store.h"
#include "modules/people/words.h"

namespace kith {
namespace {

using namespace people_store;
using package::Screen;

constexpr std::string_view unfit_place = "screening.unfit";

bool is_asked(const Programme& programme, Role role) {
  return programme.package->screen && !is_staff(role) && side_of(role) == package::Side::participant;
}

bool is_before(GrantState state) { return state == GrantState::imported || state == GrantState::invited; }

std::vector<std::string> open_unfit(Context& context, const PersonId& person, const ScreeningRow& row) {
  std::vector<std::string> out;
  if (row.fits) return out;
  const Json keys = parse_json(context.vault.open_sealed(context.tx, person.str(), unfit_place, row.unfit));
  for (const Json& each : keys.array_items()) out.push_back(each.string());
  return out;
}

// What is known of the person and is still asked. Who did not fit a question that the programme has since
// taken out is asked anew.
struct Known {
  ScreenOutcome outcome = ScreenOutcome::unasked;
  std::optional<Instant> at;
  std::vector<std::string> unfit;
};

Known known_of(Context& context, const Programme& programme, const PersonId& person) {
  const auto row = screening_of(context.tx, reach_profiles_for_matching(context, programme.id), person);
  if (!row) return {};
  if (row->fits) return {ScreenOutcome::fits, row->at, {}};
  std::vector<std::string> unfit = open_unfit(context, person, *row);
  std::erase_if(unfit, [&](const std::string& key) { return !programme.package->screen->question(key); });
  if (unfit.empty()) return {};
  return {ScreenOutcome::redirected, row->at, std::move(unfit)};
}

ScreenView view_of(Context& context, const Programme& programme, const Known& known) {
  const Screen& screen = *programme.package->screen;
  const std::string language = programme.language_for(context.language);
  const auto words = [&](const package::Words& all) {
    return package::in_language(all, language, programme.package->default_language);
  };
  ScreenView view;
  view.needed = true;
  view.outcome = known.outcome;
  view.at = known.at;
  for (const package::ScreenQuestion& each : screen.questions) {
    view.questions.push_back({each.key, words(each.ask)});
    if (std::ranges::find(known.unfit, each.key) == known.unfit.end()) continue;
    view.reasons.push_back({each.key, words(each.ask), words(each.otherwise)});
  }
  view.elsewhere = words(screen.elsewhere);
  for (const package::ElsewherePlace& each : screen.places)
    view.places.push_back({words(each.label), each.phone, each.link});
  return view;
}

Bytes seal_unfit(Context& context, const PersonId& person, const std::vector<std::string>& unfit) {
  if (unfit.empty()) return Bytes{""};
  return context.vault.seal(context.tx, person.str(), unfit_place, to_text(encode(unfit)));
}

// `unfit` in the order of the package.
ScreenView record(Context& context, const Programme& programme, const PersonId& person,
                  const std::vector<std::string>& unfit) {
  Known known = known_of(context, programme, person);
  const ScreenOutcome outcome = unfit.empty() ? ScreenOutcome::fits : ScreenOutcome::redirected;
  if (known.outcome == outcome && known.unfit == unfit) return view_of(context, programme, known);
  const bool fits = unfit.empty();
  put_screening(context.tx, person, programme.id,
                {fits, seal_unfit(context, person, unfit).data, context.now});
  context.emit(programme.id, person.str(), PersonScreened{person, fits});
  if (!fits) schedule_retention(context);
  return view_of(context, programme, {outcome, context.now, unfit});
}

void refuse_who_is_in(const Context& context, GrantState state) {
  if (is_before(state)) return;
  throw Refusal(RefusalKind::conflict, "people.already_in", people_words::already_in.in(context.language));
}

std::vector<std::string> unfit_answers(const Context& context, const Screen& screen,
                                       const std::map<std::string, bool>& answers) {
  FieldErrors wrong;
  std::vector<std::string> unfit;
  for (const package::ScreenQuestion& each : screen.questions) {
    const auto answer = answers.find(each.key);
    if (answer == answers.end()) {
      wrong.push_back({"answers." + each.key, "required", people_words::yes_or_no.in(context.language)});
    } else if (answer->second != each.fits) {
      unfit.push_back(each.key);
    }
  }
  for (const auto& [key, answer] : answers) {
    if (!screen.question(key))
      wrong.push_back({"answers." + key, "unknown", people_words::not_asked.in(context.language)});
  }
  if (!wrong.empty()) throw invalid(wrong);
  return unfit;
}

std::vector<std::string> unfit_noted(const Screen& screen, const std::vector<std::string>& noted) {
  std::vector<std::string> unfit;
  for (const package::ScreenQuestion& each : screen.questions) {
    if (std::ranges::find(noted, each.key) != noted.end()) unfit.push_back(each.key);
  }
  const bool all_known =
      std::ranges::all_of(noted, [&](const std::string& key) { return screen.question(key) != nullptr; });
  if (!all_known)
    throw invalid({{"unfit", "unknown", "One of these questions is not asked in this programme."}});
  return unfit;
}

}  // namespace

ScreenView own_screen(Context& context, const People& people, const ProgrammeId& programme) {
  const auto grant = people.member_grant(context.tx, context.actor.person, programme);
  if (!grant) throw not_found();
  const Programme known = people.programmes().get(context.tx, programme);
  if (!is_asked(known, grant->role) || !is_before(grant->state)) return {};
  return view_of(context, known, known_of(context, known, context.actor.person));
}

ScreenView answer_screen(Context& context, People& people, const AnswerScreen& ask) {
  const auto grant = people.member_grant(context.tx, context.actor.person, ask.programme);
  const Programme programme = people.programmes().get(context.tx, ask.programme);
  if (!grant || !is_asked(programme, grant->role)) throw not_found();
  refuse_who_is_in(context, grant->state);
  const auto unfit = unfit_answers(context, *programme.package->screen, ask.answers);
  return record(context, programme, context.actor.person, unfit);
}

ScreenView note_screen(Context& context, People& people, const NoteScreen& note) {
  const Profile profile =
      people.profile(context, reach_programme_profiles(context, note.programme), note.person);
  const Programme programme = people.programmes().get(context.tx, note.programme);
  if (!is_asked(programme, profile.role)) throw not_found();
  refuse_who_is_in(context, profile.state);
  return record(context, programme, note.person, unfit_noted(*programme.package->screen, note.unfit));
}

std::optional<ScreenView> screen_for_staff(Context& context, const Programme& programme,
                                           const Profile& profile) {
  if (!is_asked(programme, profile.role) || !is_before(profile.state)) return std::nullopt;
  return view_of(context, programme, known_of(context, programme, profile.person));
}

bool lacks_screen(Context& context, const Programme& programme, const PersonId& person, Role role) {
  return is_asked(programme, role) && known_of(context, programme, person).outcome != ScreenOutcome::fits;
}

void record_fits(Context& context, const Programme& programme, const PersonId& person, Role role) {
  if (is_asked(programme, role)) record(context, programme, person, {});
}

bool People::is_redirected(Context& context, const PersonId& person, const ProgrammeId& programme) const {
  const auto grant = member_grant(context.tx, person, programme);
  const Programme known = programmes_.get(context.tx, programme);
  return grant && is_before(grant->state) && is_asked(known, grant->role) &&
         known_of(context, known, person).outcome == ScreenOutcome::redirected;
}

}  // namespace kith
