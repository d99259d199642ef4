#include "modules/people/staff.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/people/answers.h"
#include "modules/people/events.h"
#include "modules/people/leaving.h"
#include "modules/people/own.h"
#include "modules/people/screening.h"
#include "modules/people/screening_store.h"
#include "modules/people/sealed.h"
#include "modules/people/store.h"
#include "modules/people/words.h"
#include "store/events.h"
#include "store/vault_keys.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t most_searched = 20'000;
constexpr std::size_t search_batch = most_keys_at_once;
constexpr std::size_t most_happenings = 100;
constexpr std::string_view redirected_state = "redirected";  // asked for like a state of the grant

std::vector<std::string> ways_to_reach(const Identity& identity) {
  std::vector<std::string> ways;
  if (!identity.email.empty()) ways.emplace_back("e-mail");
  if (!identity.phone.empty()) ways.emplace_back("mobile");
  if (!identity.landline.empty()) ways.emplace_back("landline");
  return ways;
}

PersonLine line_of(const Programme& programme, const Profile& profile, const Identity& identity,
                   const std::string& language) {
  return {profile.person,
          profile.display_name,
          identity.full_name(),
          profile.role,
          programme.role_word(profile.role, programme.language_for(language)),
          profile.state,
          profile.since,
          identity.ref,
          place_answer(*programme.package, profile, package::PrivacyPlace::town),
          ways_to_reach(identity),
          false};
}

bool found_by(const PersonLine& line, const std::string& words) {
  return plain_folded(line.full_name + " " + line.display_name + " " + line.ref + " " + line.town)
             .find(words) != std::string::npos;
}

// Names are sealed, so a search opens them one by one: a programme's list, in batches, up to a bound.
class PeopleSearch {
 public:
  PeopleSearch(Context& context, const People& people, const PeopleAsk& ask)
      : context_(context),
        people_(people),
        ask_(ask),
        programme_(people.programmes().get(context.tx, ask.programme)),
        may_see_contacts_(context.actor.has({Role::coordinator}, ask.programme)),
        words_(plain_folded(ask.q)) {}

  PersonList run() {
    PersonList list;
    const auto reach = reach_programme_profiles(context_, ask_.programme);
    redirected_ = redirected_people(context_.tx, reach);
    list.total = total(reach);
    std::string after = ask_.after;
    const bool sifts = ask_.state == redirected_state;
    const std::string state = sifts ? "" : ask_.state;
    // Where every row counts no more are read than the page shows.
    const auto at_once = words_.empty() && !sifts ? static_cast<std::size_t>(ask_.limit) : search_batch;
    for (std::size_t seen = 0; seen < most_searched;) {
      const auto rows = members(context_.tx, reach, ask_.side, state, {after, at_once});
      read_ahead(rows);
      for (const ProfileRow& row : rows) {
        after = row.grant.person.str();
        take(list, row);
        if (list.items.size() == static_cast<std::size_t>(ask_.limit)) {
          list.next = after;
          return list;
        }
      }
      if (rows.size() < at_once) return list;
      seen += rows.size();
    }
    return list;
  }

 private:
  std::int64_t total(const Reach<Profiles>& reach) const {
    if (ask_.state == redirected_state) return static_cast<std::int64_t>(redirected_.size());
    return count_members(context_.tx, reach, ask_.side, ask_.state);
  }

  void read_ahead(const std::vector<ProfileRow>& rows) {
    std::vector<PersonId> people;
    for (const ProfileRow& row : rows) people.push_back(row.grant.person);
    read_keys_of(context_.tx, texts_of(people));
    if (!may_see_contacts_) return;
    identities_ = people_.identities(context_, reach_programme_identities(context_, ask_.programme), people);
  }

  void take(PersonList& list, const ProfileRow& row) {
    const bool redirected = redirected_.contains(row.grant.person);
    if (ask_.state == redirected_state && !redirected) return;
    const Profile profile = open_profile(context_, programme_, row);
    PersonLine line = line_of(programme_, profile, identities_[row.grant.person], context_.language);
    // Where somebody lives is an answer for matching; leads and supervisors see no answers, nor search by
    // them.
    if (!may_see_contacts_) line.town.clear();
    line.redirected = redirected;
    if (words_.empty() || found_by(line, words_)) list.items.push_back(std::move(line));
  }

  Context& context_;
  const People& people_;
  const PeopleAsk& ask_;
  Programme programme_;
  bool may_see_contacts_;
  std::string words_;
  std::set<PersonId> redirected_;
  std::map<PersonId, Identity> identities_;  // of the rows read last; none for who sees no contacts
};

const Phrase* phrase_for(const StoredEvent& event) {
  using namespace people_words;
  if (event.type == "people.role_changed") {
    const std::string& state = event.data.text("state");
    if (state == "active") return &happened_active;
    if (state == "paused") return &happened_paused;
    return state == "ended" ? &happened_ended : nullptr;
  }
  if (event.type == "people.screened")
    return event.data.find("fits")->boolean() ? &happened_fits : &happened_redirected;
  static const std::map<std::string, const Phrase*, std::less<>> known{
      {"people.person_added", &happened_added},        {"people.person_invited", &happened_invited},
      {"people.consent_changed", &happened_consent},   {"people.record_viewed", &happened_looked},
      {"people.person_left", &happened_left},          {"people.leaving_undone", &happened_back},
      {"matching.request_asked", &happened_asked},     {"matching.match_made", &happened_matched},
      {"matching.match_ended", &happened_match_ended}, {"matching.first_contact", &happened_contact}};
  const auto found = known.find(event.type);
  return found == known.end() ? nullptr : found->second;
}

// The person's thread: what happened, newest first, from the event log.
std::vector<ThreadLine> thread_of(Context& context, const ProgrammeId& programme, const PersonId& person) {
  std::vector<ThreadLine> out;
  for (const StoredEvent& event : events_of(context.tx, programme.str(), person.str(), most_happenings)) {
    if (const Phrase* phrase = phrase_for(event)) out.push_back({event.at, phrase->in(context.language)});
  }
  return out;
}

bool is_reachable(const Identity& identity) { return !identity.email.empty() || !identity.phone.empty(); }

struct Invitable {
  PersonId person;
  Role role;
  bool reachable;
};

std::vector<Invitable> not_yet_invited(Context& context, const People& people, const ProgrammeId& programme,
                                       package::Side side) {
  std::vector<Invitable> out;
  const auto reach = reach_programme_profiles(context, programme);
  const auto identities = reach_programme_identities(context, programme);
  const auto redirected = redirected_people(context.tx, reach);
  const std::string_view imported = enum_name(GrantState::imported);
  for (const ProfileRow& row : members(context.tx, reach, side, imported, {"", most_searched})) {
    if (redirected.contains(row.grant.person)) continue;
    const Identity identity = people.identity(context, identities, row.grant.person);
    out.push_back({row.grant.person, row.grant.role, is_reachable(identity)});
  }
  return out;
}

// Agreements are asked for only of those whom the programme suits.
void require_screen_spoken(bool lacks, bool spoken) {
  if (lacks && !spoken) {
    throw invalid({{"screen_spoken", "required",
                    "Ask the questions at the beginning first, and note that the programme suits them."}});
  }
}

}  // namespace

PersonList list_people(Context& context, const People& people, const PeopleAsk& ask) {
  return PeopleSearch(context, people, ask).run();
}

PersonLine add_by_staff(Context& context, People& people, const AddPerson& add) {
  const Programme programme = people.programmes().get(context.tx, add.programme);
  if (!add.birth_date.empty() && !parse_date(add.birth_date)) {
    throw invalid({{"birth_date", "not_a_date", "Write the date as year-month-day, such as 1956-03-14."}});
  }
  NewPerson person;
  person.role = add.side == package::Side::supporter ? Role::supporter : Role::participant;
  person.identity = {"",
                     trimmed(add.first_name),
                     trimmed(add.last_name),
                     trimmed(add.email),
                     trimmed(add.phone),
                     trimmed(add.landline),
                     add.birth_date};
  person.language = programme.language_for(add.language);
  person.answers = checked_answers(*programme.package, add.side, add.answers, true);
  person.state = add.consent_spoken ? GrantState::active : GrantState::imported;
  const PersonId id = people.add(context, programme, person);
  if (add.consent_spoken)
    require_screen_spoken(lacks_screen(context, programme, id, person.role), add.screen_spoken);
  if (add.screen_spoken) record_fits(context, programme, id, person.role);
  if (add.consent_spoken) record_spoken_consents(context, programme, id, add.side);
  const Profile profile = people.profile(context, reach_programme_profiles(context, add.programme), id);
  return line_of(programme, profile, person.identity, context.language);
}

PersonPage person_page(Context& context, People& people, const PersonAsk& ask) {
  const Programme programme = people.programmes().get(context.tx, ask.programme);
  const Profile profile =
      people.profile(context, reach_programme_profiles(context, ask.programme), ask.person);
  const Identity identity =
      people.identity(context, reach_programme_identities(context, ask.programme), ask.person);
  people.note_look(context, ask.person, ask.programme,
                   ask.why.empty() ? people_words::look_at_page.in(profile.language) : ask.why);
  const std::string language = programme.language_for(context.language);
  PersonPage page;
  page.person = line_of(programme, profile, identity, language);
  page.screen = screen_for_staff(context, programme, profile);
  page.person.redirected = page.screen && page.screen->outcome == ScreenOutcome::redirected;
  page.email = identity.email;
  page.phone = identity.phone;
  page.landline = identity.landline;
  page.birth_date = identity.birth_date;
  page.note = profile.note;
  page.language = profile.language;
  page.answers = profile_fields(*programme.package, profile, language, true);
  page.consents = consents_of(context, programme, ask.person, side_of(profile.role));
  page.consent_history = consent_history_of(context, people, ask.person, {ask.programme, "", 50}).items;
  if (profile.role == Role::supporter) {
    const Capacity capacity = people.capacity(context.tx, ask.person, ask.programme);
    page.capacity = {capacity.capacity, capacity.resting(context.now), capacity.paused_until};
  }
  page.thread = thread_of(context, ask.programme, ask.person);
  return page;
}

void activate_by_staff(Context& context, People& people, const ActivatePerson& ask) {
  if (!ask.consent_spoken) {
    throw invalid(
        {{"consent_spoken", "required", "Read the agreements out first, and note that they were given."}});
  }
  const Profile profile =
      people.profile(context, reach_programme_profiles(context, ask.programme), ask.person);
  const Programme programme = people.programmes().get(context.tx, ask.programme);
  require_screen_spoken(lacks_screen(context, programme, ask.person, profile.role), ask.screen_spoken);
  if (ask.screen_spoken) record_fits(context, programme, ask.person, profile.role);
  record_spoken_consents(context, programme, ask.person, side_of(profile.role));
  people.set_state(context, ask.person, ask.programme, profile.role, GrantState::active);
}

namespace {

// The evening of the day on the paper would lie ahead of who signed it in the morning: its beginning.
Instant day_of(const Context& context, const Programme& programme, const NoteConsent& note) {
  if (note.how != ConsentHow::paper) return context.now;
  const auto date = parse_date(note.on);
  const std::string& zone = programme.package->time_zone;
  if (!date || *date > date_in(context.now, zone)) {
    throw invalid({{"on", "not_a_day", people_words::date_not_yet.in(context.language)}});
  }
  return std::min(local_to_instant(*date, 0, 0, zone), context.now);
}

}  // namespace

ConsentView note_consent(Context& context, People& people, const NoteConsent& note) {
  const Programme programme = people.programmes().get(context.tx, note.programme);
  const Profile profile =
      people.profile(context, reach_programme_profiles(context, note.programme), note.person);
  const auto all = consents_of(context, programme, note.person, side_of(profile.role));
  const auto found = std::ranges::find(all, note.purpose, &ConsentView::purpose);
  if (found == all.end()) throw not_found();
  if (found->version != note.version) {
    throw Refusal(RefusalKind::conflict, "people.words_changed",
                  people_words::words_changed.in(context.language));
  }
  ConsentView view = *found;
  const Instant at = day_of(context, programme, note);
  record_consent(context, note.programme, note.person, view,
                 {note.given, enum_name(note.how), at, enum_name(note.answered_by)});
  if (view.needed && view.given && !note.given) {
    leave_without_agreement(context, people, note.programme, note.person, enum_name(note.how));
  }
  view.given = note.given;
  view.given_at = at;
  view.text_before.clear();
  return view;
}

InvitationDraft invitation_draft(Context& context, const People& people, const ProgrammeId& programme) {
  const Programme known = people.programmes().get(context.tx, programme);
  const std::string language = known.language_for(context.language);
  InvitationDraft draft;
  for (const package::Side side : {package::Side::participant, package::Side::supporter}) {
    const auto invitable = not_yet_invited(context, people, programme, side);
    const Role role = side == package::Side::supporter ? Role::supporter : Role::participant;
    const auto unreachable = std::ranges::count(invitable, false, &Invitable::reachable);
    draft.not_invited.push_back({side, known.role_words(role, language), static_cast<int>(invitable.size()),
                                 static_cast<int>(unreachable)});
  }
  const std::map<std::string, std::string> sample{{"name", "…"}, {"link", "…"}};
  draft.subject = known.title("invitation_participant", language, sample);
  draft.text = known.text("invitation_participant", language, sample);
  return draft;
}

InvitationResult send_invitations(Context& context, People& people, const SendInvitations& send) {
  InvitationResult result;
  for (const Invitable& each : not_yet_invited(context, people, send.programme, send.side)) {
    const bool chosen =
        send.person_ids.empty() || std::ranges::find(send.person_ids, each.person) != send.person_ids.end();
    if (!chosen) continue;
    if (!each.reachable) {
      ++result.without_address;
      continue;
    }
    people.set_state(context, each.person, send.programme, each.role, GrantState::invited);
    context.emit(send.programme, each.person.str(), PersonInvited{each.person, each.role});
    ++result.invited;
  }
  return result;
}

}  // namespace kith
