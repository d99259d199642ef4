#include "modules/people/own.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/people/answers.h"
#include "modules/people/consent_store.h"
#include "modules/people/events.h"
#include "modules/people/leaving.h"
#include "modules/people/screening.h"
#include "modules/people/sealed.h"
#include "modules/people/words.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::pair<package::PrivacyPlace, std::string_view> privacy_places[] = {
    {package::PrivacyPlace::town, "town"},
    {package::PrivacyPlace::clinic, "clinic"},
    {package::PrivacyPlace::workplace, "workplace"}};

ExclusionsView exclusions_view(const package::Package& package, const Exclusions& exclusions) {
  ExclusionsView view{exclusions.town, exclusions.clinic, exclusions.workplace, {}};
  for (const auto& [place, name] : privacy_places) {
    const bool known = std::ranges::any_of(
        package.questions, [&](const auto& question) { return question.privacy_place == place; });
    if (known) view.available.emplace_back(name);
  }
  return view;
}

bool is_for(const package::ConsentPurpose& purpose, package::Side side) {
  if (purpose.asked_of == package::AskedOf::both) return true;
  return (purpose.asked_of == package::AskedOf::supporter) == (side == package::Side::supporter);
}

RoleGrant own_member_grant(const Context& context, const People& people, const ProgrammeId& programme) {
  const auto grant = people.member_grant(context.tx, context.actor.person, programme);
  if (!grant) throw not_found();
  return *grant;
}

}  // namespace

SessionView session_view(Context& context, const People& people) {
  const Actor& actor = context.actor;
  SessionView view;
  if (actor.kind != Actor::Kind::person) return view;
  view.signed_in = actor.signed_in();
  view.csrf = actor.csrf;
  view.person_id = actor.person.str();
  view.language = actor.language;
  view.second_factor = actor.second_factor;
  view.operator_here = actor.is_administrator();
  for (const RoleGrant& grant : actor.grants) {
    if (grant.programme.empty()) continue;
    const Programme programme = people.programmes().get(context.tx, grant.programme);
    view.roles.push_back({grant.programme, programme.key, programme.name(actor.language), grant.role,
                          programme.role_word(grant.role, actor.language), grant.state,
                          programme.package->trial.has_value()});
    if (view.display_name.empty())
      view.display_name = people.display_name(context, actor.person, grant.programme);
  }
  if (view.display_name.empty()) {
    view.display_name =
        people.identity(context, reach_identities_as_system(context), actor.person).first_name;
  }
  return view;
}

ProfileView own_profile(Context& context, const People& people, const ProgrammeId& programme) {
  const Profile profile =
      people.profile(context, reach_own_profile(context, programme), context.actor.person);
  const Programme known = people.programmes().get(context.tx, programme);
  return {programme,
          profile.display_name,
          profile.note,
          profile.language,
          profile_fields(*known.package, profile, known.language_for(context.language), false),
          exclusions_view(*known.package, exclusions_of(context.tx, context.actor.person, programme))};
}

ProfileView put_own_profile(Context& context, const People& people, const PutProfile& put) {
  const Profile old =
      people.profile(context, reach_own_profile(context, put.programme), context.actor.person);
  const Programme programme = people.programmes().get(context.tx, put.programme);
  const package::Package& package = *programme.package;
  const package::Side side = side_of(old.role);
  auto answers = checked_answers(package, side, put.answers, false);
  for (const auto& [key, value] : old.answers) {
    const package::Question* question = package.question(key);
    // What staff filled in, and what only a roster knows, stays.
    if (question && question->staff_only) answers[key] = value;
  }
  for (const package::Question& question : package.questions) {
    if (question.own_words && is_asked_of(question, side) && !put.note.empty())
      answers[question.key] = put.note;
  }
  put_profile(context.tx, context.actor.person, put.programme,
              seal_content(context, context.actor.person, {put.display_name, answers}),
              checked_hidden(package, side, put.hidden), context.now);
  set_language(context.tx, context.actor.person, programme.language_for(put.language));
  context.emit(put.programme, context.actor.person.str(), AnswersChanged{context.actor.person});
  return own_profile(context, people, put.programme);
}

ExclusionsView put_own_exclusions(Context& context, const People& people, const PutExclusions& put) {
  own_member_grant(context, people, put.programme);
  const Exclusions exclusions{put.town, put.clinic, put.workplace};
  put_exclusions(context.tx, context.actor.person, put.programme, exclusions);
  context.emit(put.programme, context.actor.person.str(), AnswersChanged{context.actor.person});
  return exclusions_view(*people.programmes().get(context.tx, put.programme).package, exclusions);
}

RecordViewList own_record_views(Context& context, const People& people, const PageAsk& ask) {
  RecordViewList list;
  const PersonId& me = context.actor.person;
  const Page page{ask.after, static_cast<std::size_t>(ask.limit)};
  for (const LookRow& look : looks_at(context.tx, me, page)) {
    const Programme programme = people.programmes().get(context.tx, look.programme);
    const std::string why = context.vault.open_sealed(context.tx, me.str(), "record_look.why", look.why);
    list.items.push_back(
        {look.at, people.identity(context, reach_identities_as_system(context), look.viewer).full_name(),
         programme.role_word(look.role, programme.language_for(context.language)),
         why.empty() ? people_words::look_without_reason.in(context.language) : why});
    list.next = look.id;
  }
  if (list.items.size() < page.limit) list.next.reset();
  return list;
}

std::string version_of(const Context& context, const Programme& programme, const std::string& text) {
  return std::to_string(programme.package->version) + "." +
         context.vault.lookup_hash("consent", text).substr(0, 12);
}

namespace {

// Whether what was agreed to is still the programme's text, in any of its languages: a new version of a
// programme that leaves the words as they are asks nobody again.
bool is_current(const Context& context, const Programme& programme, const ConsentRow& row) {
  return std::ranges::any_of(programme.package->languages, [&](const std::string& language) {
    const std::string now =
        version_of(context, programme, programme.text("consent_" + row.purpose, language));
    return row.version.ends_with(now.substr(now.find('.')));
  });
}

// Without an agreement that taking part needs, one's part ends: so says the text that was agreed to.
void end_without(Context& context, People& people, const ConsentView& before, const PutConsent& put) {
  if (!before.needed || !before.given || put.given) return;
  leave_without_agreement(context, people, put.programme, context.actor.person, "screen");
}

}  // namespace

std::vector<ConsentView> consents_of(Context& context, const Programme& programme, const PersonId& person,
                                     package::Side side) {
  const auto given = latest_consents(context.tx, person, programme.id);
  const std::string language = programme.language_for(context.language);
  std::vector<ConsentView> out;
  for (const package::ConsentPurpose& purpose : programme.package->consents) {
    if (!is_for(purpose, side)) continue;
    ConsentView view;
    view.purpose = purpose.key;
    view.label = package::in_language(purpose.label, language, programme.package->default_language);
    view.text = programme.text("consent_" + purpose.key, language);
    view.version = version_of(context, programme, view.text);
    view.needed = purpose.needed;
    if (const auto found = std::ranges::find(given, purpose.key, &ConsentRow::purpose);
        found != given.end()) {
      const bool holds = !found->given || is_current(context, programme, *found);
      view.given = holds && found->given;
      if (holds) view.given_at = found->at;
      if (!holds) view.text_before = consent_words(context.tx, programme.id, purpose.key, found->version);
    }
    out.push_back(std::move(view));
  }
  return out;
}

void record_consent(Context& context, const ProgrammeId& programme, const PersonId& person,
                    const ConsentView& consent, const ConsentGiven& what) {
  put_consent_words(context.tx, programme, {consent.purpose, consent.version, consent.text});
  insert_consent(context.tx, person, programme,
                 {consent.purpose, consent.version, what.given, what.at, context.world.ids.next(),
                  std::string(what.how), context.actor.label(), std::string(what.answered_by), context.now});
  context.emit(programme, person.str(),
               ConsentChanged{person, consent.purpose, what.given, std::string(what.how)});
}

namespace {

// Who noted it, for the person it is about: staff by their name, the person themselves by nothing.
std::string noted_by(Context& context, const People& people, const PersonId& person, const std::string& who) {
  if (who == person.str() || who.starts_with("system:")) return "";
  return people.identity(context, reach_identities_as_system(context), PersonId(who)).full_name();
}

}  // namespace

ConsentHistory consent_history_of(Context& context, const People& people, const PersonId& person,
                                  const ConsentHistoryAsk& ask) {
  const Programme programme = people.programmes().get(context.tx, ask.programme);
  const std::string language = programme.language_for(context.language);
  ConsentHistory out;
  const Page page{ask.after, static_cast<std::size_t>(ask.limit)};
  for (const ConsentRow& row : consent_history(context.tx, person, ask.programme, page)) {
    const auto purpose =
        std::ranges::find(programme.package->consents, row.purpose, &package::ConsentPurpose::key);
    const bool known = purpose != programme.package->consents.end();
    out.items.push_back(
        {row.purpose,
         known ? package::in_language(purpose->label, language, programme.package->default_language) : "",
         consent_words(context.tx, ask.programme, row.purpose, row.version), row.given, row.at, row.noted_at,
         row.how, noted_by(context, people, person, row.recorded_by), row.answered_by});
    out.next = row.id;
  }
  if (out.items.size() < page.limit) out.next.reset();
  return out;
}

ConsentHistory own_consent_history(Context& context, const People& people, const ConsentHistoryAsk& ask) {
  own_member_grant(context, people, ask.programme);
  return consent_history_of(context, people, context.actor.person, ask);
}

void record_spoken_consents(Context& context, const Programme& programme, const PersonId& person,
                            package::Side side) {
  for (const ConsentView& each : consents_of(context, programme, person, side)) {
    if (each.needed && !each.given)
      record_consent(context, programme.id, person, each, {true, "spoken", context.now});
  }
}

ConsentList own_consents(Context& context, const People& people, const ProgrammeId& programme) {
  const RoleGrant grant = own_member_grant(context, people, programme);
  const Programme known = people.programmes().get(context.tx, programme);
  return {consents_of(context, known, context.actor.person, side_of(grant.role)), {}};
}

ConsentView put_own_consent(Context& context, People& people, const PutConsent& put) {
  const ConsentList list = own_consents(context, people, put.programme);
  const auto found = std::ranges::find(list.items, put.purpose, &ConsentView::purpose);
  if (found == list.items.end()) throw not_found();
  ConsentView view = *found;
  record_consent(context, put.programme, context.actor.person, view, {put.given, "screen", context.now});
  end_without(context, people, *found, put);
  view.given = put.given;
  view.given_at = context.now;
  view.text_before.clear();
  return view;
}

void arrive(Context& context, People& people, const Arrival& arrival) {
  const RoleGrant grant = own_member_grant(context, people, arrival.programme);
  const Programme programme = people.programmes().get(context.tx, arrival.programme);
  const bool comes_in = grant.state == GrantState::imported || grant.state == GrantState::invited;
  if (comes_in && lacks_screen(context, programme, context.actor.person, grant.role)) {
    throw Refusal(RefusalKind::conflict, "people.screen_needed",
                  people_words::screen_needed.in(context.language));
  }
  for (const ConsentView& each : consents_of(context, programme, context.actor.person, side_of(grant.role))) {
    if (each.needed && !each.given) {
      throw Refusal(RefusalKind::conflict, "people.consent_needed",
                    "One of the agreements that taking part needs has not been given yet.");
    }
  }
  if (!arrival.language.empty()) {
    set_language(context.tx, context.actor.person, programme.language_for(arrival.language));
  }
  if (comes_in)
    people.set_state(context, context.actor.person, arrival.programme, grant.role, GrantState::active);
}

CapacityView own_capacity(Context& context, const People& people, const ProgrammeId& programme) {
  const Capacity capacity = people.capacity(context.tx, context.actor.person, programme);
  return {capacity.capacity, capacity.resting(context.now), capacity.paused_until};
}

CapacityView put_own_capacity(Context& context, const People& people, const PutCapacity& put) {
  own_member_grant(context, people, put.programme);
  const Programme programme = people.programmes().get(context.tx, put.programme);
  const int most = programme.package->limits.capacity_most;
  if (put.capacity > most) {
    throw invalid(
        {{"capacity", "out_of_range", "The most people at one time here is " + std::to_string(most) + "."}});
  }
  put_capacity(context.tx, context.actor.person, put.programme, {put.capacity, put.paused, put.paused_until});
  context.emit(put.programme, context.actor.person.str(),
               CapacityChanged{context.actor.person, put.capacity, put.paused});
  return own_capacity(context, people, put.programme);
}

}  // namespace kith
