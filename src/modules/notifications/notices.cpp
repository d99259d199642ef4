#include "modules/notifications/notices.h"

#include <algorithm>

#include "modules/notifications/choices.h"
#include "modules/notifications/push_store.h"
#include "modules/notifications/store.h"
#include "modules/notifications/words.h"

namespace kith::notifications {
namespace {

using namespace notifications_store;

constexpr Duration between_message_notices = hours(4);

// A notice: the same for everybody, and it names nobody (promise S10).
class Notices {
 public:
  Notices(Context& context, Notifications& notifications, const StoredEvent& event)
      : context_(context), notifications_(notifications), event_(event), programme_(event.programme) {}

  // With a notice of the programme's package.
  void tell(const PersonId& person, std::string_view text_key, std::string dedupe = "") {
    if (person.empty() || programme_.empty() || acted(person)) return;
    const Programme programme = notifications_.people().programmes().get(context_.tx, programme_);
    send(person, text_key, programme.text(text_key, language_of(person)), std::move(dedupe));
  }

  void tell(const PersonId& person, std::string_view kind, const Phrase& phrase, std::string dedupe = "") {
    if (!acted(person)) send(person, kind, phrase.in(language_of(person)), std::move(dedupe));
  }

  bool takes_part(const PersonId& person) const {
    return notifications_.people().member_grant(context_.tx, person, programme_).has_value();
  }

  const PersonId about(std::string_view member) const { return PersonId(event_.data.text(member)); }

 private:
  // Nobody is told of what they did themselves.
  bool acted(const PersonId& person) const { return event_.actor == person.str(); }

  std::string language_of(const PersonId& person) const {
    return notifications_.people().language_of(context_.tx, person);
  }

  // Whoever has no e-mail address and chose no other way sees the news when they come in: a text message for
  // each of them would be too much. Who can only be called hears of requests and matches by a call.
  bool can_be_told(const PersonId& person, std::string_view kind) const {
    const NoticeWay way = choice_of(context_.tx, person).way;
    if (way == NoticeWay::sms || way == NoticeWay::paper) return true;
    if (way == NoticeWay::call) return is_worth_a_call(kind);
    if (way == NoticeWay::none) return false;
    const bool push = way == NoticeWay::push && notifications_.settings().sends_push();
    if (push && push_store::count_devices(context_.tx, person, context_.now) > 0) return true;
    const auto reach = reach_identities_as_system(context_);
    const Identity identity = notifications_.people().identity(context_, reach, person);
    const bool only_landline = identity.email.empty() && identity.phone.empty() && !identity.landline.empty();
    return !identity.email.empty() || (only_landline && is_worth_a_call(kind));
  }

  static bool is_worth_a_call(std::string_view kind) {
    return kind == "notice_match" || kind == "notice_answer" || kind == "notice_request";
  }

  void send(const PersonId& person, std::string_view kind, const std::string& words, std::string dedupe) {
    if (!can_be_told(person, kind)) return;
    Letter letter;
    letter.to = person;
    letter.programme = programme_;
    letter.subject = words;
    letter.text = words + "\n\n" + notifications_words::open_here.in(language_of(person)) + "\n" +
                  notifications_.settings().public_origin + "\n";
    letter.kind = kind;
    letter.dedupe = dedupe.empty() ? event_.id : dedupe;
    notifications_.post(context_, letter);
  }

  Context& context_;
  Notifications& notifications_;
  const StoredEvent& event_;
  ProgrammeId programme_;
};

void tell_of_request(Notices notices, const StoredEvent& event) {
  if (event.type == "matching.request_asked")
    return notices.tell(notices.about("supporter"), "notice_request");
  if (event.type == "matching.request_reminded") {
    return notices.tell(notices.about("supporter"), "notice_reminder");
  }
  notices.tell(notices.about("participant"), "notice_answer");
}

void tell_of_match(Notices notices) {
  notices.tell(notices.about("participant"), "notice_match");
  notices.tell(notices.about("supporter"), "notice_match");
}

// At most one in four hours, until the person has been here: who writes or signs in has seen what waits.
void tell_of_message(Context& context, Notices notices, const StoredEvent& event) {
  const PersonId sender = notices.about("sender");
  forget_told_of_messages(context.tx, sender);
  for (const PersonId& person : talk_members(context.tx, event.data.text("conversation"))) {
    if (person == sender) continue;
    const auto told = told_of_messages_at(context.tx, person);
    if (told && event.at < *told + between_message_notices) continue;
    notices.tell(person, "notice_message");
    note_told_of_messages(context.tx, person, event.at);
  }
}

// Only what the programme's own clocks ask of a participant or supporter: of everything else its own notice
// has told them. Once a day.
void tell_of_task(Notices notices, const StoredEvent& event) {
  if (event.data.text("kind") != "clock") return;
  notices.tell(notices.about("owner"), "notice_task", to_text(date_in(event.at, "UTC")));
}

// Who hears of a concern that was overdue so often, each once: the leads; when nobody looked, the
// coordinators; then the rest of the programme's staff; at last, and from then on, whoever runs this Kith.
// Where a circle is empty the next one hears at once.
std::vector<PersonId> told_of_concern(Context& context, const People& people, const ProgrammeId& programme,
                                      std::int64_t times) {
  const std::vector<Role> circles[] = {
      {Role::safeguarding_lead}, {Role::coordinator}, {Role::supervisor, Role::lead}, {Role::administrator}};
  std::vector<PersonId> out;
  std::int64_t circle = 0;
  for (const auto& roles : circles) {
    if (circle++ > times && !out.empty()) break;
    for (const Role role : roles) {
      const ProgrammeId of = role == Role::administrator ? ProgrammeId() : programme;
      for (const PersonId& each : people.people_with_role(context.tx, of, role)) {
        if (std::ranges::find(out, each) == out.end()) out.push_back(each);
      }
    }
  }
  return out;
}

void tell_of_concern(Context& context, const People& people, Notices notices, const StoredEvent& event) {
  const bool overdue = event.type == "safeguarding.concern_overdue";
  const Json* times = event.data.find("times");
  const std::int64_t so_often = !overdue ? 0 : times ? times->integer() : 1;
  for (const PersonId& each : told_of_concern(context, people, ProgrammeId(event.programme), so_often)) {
    notices.tell(each, overdue ? "notice_concern_waits" : "notice_concern",
                 overdue ? notifications_words::concern_waits : notifications_words::concern_notice);
  }
}

// A confirmation goes to whoever has an address, also when they did it themselves: it may have been somebody
// else at their phone.
void confirm_leaving(Context& context, Notifications& notifications, const StoredEvent& event) {
  const PersonId person(event.subject);
  const ProgrammeId programme(event.programme);
  const std::string language = notifications.people().language_of(context.tx, person);
  Letter letter;
  letter.to = person;
  letter.programme = programme;
  letter.kind = "left";
  letter.dedupe = event.id;
  letter.subject = notifications_words::left_subject.in(language);
  const Json* erase_at = event.data.find("erase_at");
  const auto when = erase_at && erase_at->is_string() ? from_rfc3339(erase_at->string()) : std::nullopt;
  const std::string zone = notifications.people().programmes().get(context.tx, programme).package->time_zone;
  letter.text =
      when ? notifications_words::left_and_deleted.in(language, {{"day", to_text(date_in(*when, zone))}})
           : notifications_words::left_and_kept.in(language);
  letter.text += "\n\n" + notifications.settings().public_origin + "\n";
  notifications.post(context, letter);
}

// One letter for each place that begins, becomes another or ends. Who leads learns of members who come and go
// once a day.
void tell_of_group(Notices notices, const StoredEvent& event) {
  const PersonId person = notices.about("person");
  const auto is_said = [&](std::string_view member) {
    const Json* at = event.data.find(member);
    return at && at->is_bool() && at->boolean();
  };
  if (is_said("moved") || !notices.takes_part(person)) return;
  if (event.type == "groups.group_joined") {
    return notices.tell(
        person, "notice_group",
        is_said("leads") ? notifications_words::group_to_lead : notifications_words::group_place);
  }
  if (event.type == "groups.group_left")
    return notices.tell(person, "notice_group", notifications_words::group_over);
  const bool once_a_day = event.data.text("news") == "members";
  notices.tell(person, "notice_group", notifications_words::group_changed,
               once_a_day ? event.subject + " " + to_text(date_in(event.at, "UTC")) : "");
}

void remember_talk(Context& context, const StoredEvent& event) {
  const Json* people = event.data.find("people");
  if (!people || !people->is_array()) return;
  for (const Json& each : people->array_items()) {
    put_talk_member(context.tx, event.data.text("conversation"), PersonId(each.string()));
  }
}

void invite(Context& context, Notifications& notifications, Accounts& accounts, const StoredEvent& event) {
  const People& people = notifications.people();
  const PersonId person(event.data.text("person"));
  const ProgrammeId id(event.programme);
  const Role role = enum_from<Role>(event.data.text("role")).value();
  const Programme programme = people.programmes().get(context.tx, id);
  const Identity identity = people.identity(context, reach_identities_as_system(context), person);
  Letter letter;
  letter.to = person;
  letter.programme = id;
  letter.address = identity.email.empty() ? identity.phone : identity.email;
  letter.kind = "invitation";
  letter.dedupe = event.id;
  const LinkPurpose purpose = is_staff(role) ? LinkPurpose::set_password : LinkPurpose::invitation;
  std::string link;
  if (!letter.address.empty()) {
    link =
        accounts.link_url(purpose, accounts.issue_link(context, {person, purpose, id, {}, letter.address}));
  }
  const std::string language = people.language_of(context.tx, person);
  const std::string name = people.display_name(context, person, id);
  if (is_staff(role)) {
    const std::string of = programme.name(language);
    letter.subject = notifications_words::staff_invitation_subject.in(language);
    letter.text = notifications_words::staff_invitation.in(
        language, {{"name", name}, {"programme", of}, {"link", link}});
  } else {
    const std::string key = role == Role::supporter ? "invitation_supporter" : "invitation_participant";
    const std::map<std::string, std::string> words{
        {"name", name}, {"programme", programme.name(language)}, {"link", link}};
    letter.subject = programme.title(key, language, words);
    letter.text = programme.text(key, language, words);
  }
  notifications.post(context, letter);
}

}  // namespace

std::vector<Reaction> reactions(Notifications& notifications, Accounts& accounts) {
  const std::string consumer = "notifications";
  const auto reacting = [&](std::vector<std::string> types, auto react) {
    return Reaction{consumer, std::move(types),
                    [&notifications, react](Context& context, const StoredEvent& event) {
                      react(context, Notices(context, notifications, event), event);
                    }};
  };
  return {
      {consumer,
       {"people.person_invited"},
       [&](Context& context, const StoredEvent& event) { invite(context, notifications, accounts, event); }},
      reacting({"matching.request_asked", "matching.request_reminded", "matching.request_declined",
                "matching.request_not_now", "matching.request_released", "matching.requests_exhausted"},
               [](Context&, const Notices& notices, const StoredEvent& event) {
                 tell_of_request(notices, event);
               }),
      reacting({"matching.match_made", "matching.match_ended"},
               [](Context&, const Notices& notices, const StoredEvent&) { tell_of_match(notices); }),
      reacting({"conversations.message_sent"},
               [](Context& context, const Notices& notices, const StoredEvent& event) {
                 tell_of_message(context, notices, event);
               }),
      reacting({"journeys.task_opened"}, [](Context&, const Notices& notices,
                                            const StoredEvent& event) { tell_of_task(notices, event); }),
      reacting({"safeguarding.concern_raised", "safeguarding.concern_overdue"},
               [&people = notifications.people()](Context& context, const Notices& notices,
                                                  const StoredEvent& event) {
                 tell_of_concern(context, people, notices, event);
               }),
      reacting(
          {"groups.group_joined", "groups.group_left", "groups.group_changed"},
          [](Context&, const Notices& notices, const StoredEvent& event) { tell_of_group(notices, event); }),
      {consumer,
       {"people.person_left"},
       [&](Context& context, const StoredEvent& event) { confirm_leaving(context, notifications, event); }},
      {consumer,
       {"conversations.conversation_opened"},
       [](Context& context, const StoredEvent& event) { remember_talk(context, event); }},
      {consumer,
       {"accounts.signed_in"},
       [](Context& context, const StoredEvent& event) {
         forget_told_of_messages(context.tx, PersonId(event.data.text("person")));
       }},
  };
}

}  // namespace kith::notifications
