#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/people/own_views.h"
#include "modules/people/screening_views.h"

// What the endpoints of staff take and give. For this folder only.
namespace kith {

struct PeopleAsk {
  static constexpr std::string_view schema_name = "PeopleAsk";
  ProgrammeId programme;
  package::Side side = package::Side::participant;
  std::string state;
  std::string q;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &PeopleAsk::programme),
        field("role", &PeopleAsk::side),
        field("state", &PeopleAsk::state,
              {.max_length = 20,
               .may_be_absent = true,
               .about = "A state, or redirected: whom the programme does not suit."}),
        field("q", &PeopleAsk::q,
              {.max_length = 100, .may_be_absent = true, .about = "Part of a name, a reference or a town."}),
        field("after", &PeopleAsk::after, {.max_length = 64, .may_be_absent = true}),
        field("limit", &PeopleAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct PersonLine {
  static constexpr std::string_view schema_name = "PersonLine";
  PersonId person_id;
  std::string display_name;
  std::string full_name;
  Role role = Role::participant;
  std::string role_word;
  GrantState state = GrantState::imported;
  Instant since;
  std::string ref;
  std::string town;
  std::vector<std::string> reachable_by;
  bool redirected = false;
  static constexpr auto fields() {
    return std::tuple{
        field("person_id", &PersonLine::person_id),
        field("display_name", &PersonLine::display_name),
        field("full_name", &PersonLine::full_name),
        field("role", &PersonLine::role),
        field("role_word", &PersonLine::role_word),
        field("state", &PersonLine::state),
        field("since", &PersonLine::since),
        field("ref", &PersonLine::ref),
        field("town", &PersonLine::town),
        field("reachable_by", &PersonLine::reachable_by),
        field("redirected", &PersonLine::redirected,
              {.about = "The programme does not suit them, by the questions at the beginning."})};
  }
};

struct PersonList {
  static constexpr std::string_view schema_name = "PersonList";
  std::vector<PersonLine> items;
  std::optional<std::string> next;
  std::int64_t total = 0;
  static constexpr auto fields() {
    return std::tuple{field("items", &PersonList::items), field("next", &PersonList::next),
                      field("total", &PersonList::total)};
  }
};

struct AddPerson {
  static constexpr std::string_view schema_name = "AddPerson";
  ProgrammeId programme;
  package::Side side = package::Side::participant;
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string phone;
  std::string landline;
  std::string birth_date;
  std::string language;
  std::map<std::string, Json> answers;
  bool consent_spoken = false;
  bool screen_spoken = false;
  static constexpr auto fields() {
    constexpr FieldRules may_miss{.max_length = 200, .may_be_absent = true};
    return std::tuple{
        field("programme", &AddPerson::programme),
        field("role", &AddPerson::side),
        field("first_name", &AddPerson::first_name, {.min_length = 1, .max_length = 100}),
        field("last_name", &AddPerson::last_name, may_miss),
        field("email", &AddPerson::email, may_miss),
        field("phone", &AddPerson::phone, may_miss),
        field("landline", &AddPerson::landline, may_miss),
        field("birth_date", &AddPerson::birth_date, may_miss),
        field("language", &AddPerson::language, may_miss),
        field("answers", &AddPerson::answers, {.may_be_absent = true}),
        field("consent_spoken", &AddPerson::consent_spoken,
              {.may_be_absent = true, .about = "The needed agreements were read out and given."}),
        field("screen_spoken", &AddPerson::screen_spoken,
              {.may_be_absent = true, .about = "The questions at the beginning were asked, and all fit."})};
  }
};

struct PersonAsk {
  static constexpr std::string_view schema_name = "PersonAsk";
  ProgrammeId programme;
  PersonId person;
  std::string why;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PersonAsk::programme), field("person", &PersonAsk::person),
                      field("why", &PersonAsk::why, {.max_length = 200, .may_be_absent = true})};
  }
};

struct ActivatePerson {
  static constexpr std::string_view schema_name = "ActivatePerson";
  ProgrammeId programme;
  PersonId person;
  bool consent_spoken = false;
  bool screen_spoken = false;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &ActivatePerson::programme), field("person", &ActivatePerson::person),
        field("consent_spoken", &ActivatePerson::consent_spoken),
        field("screen_spoken", &ActivatePerson::screen_spoken,
              {.may_be_absent = true, .about = "The questions at the beginning were asked, and all fit."})};
  }
};

enum class ConsentHow { spoken, paper };

template <>
struct EnumNames<ConsentHow> {
  static constexpr std::pair<ConsentHow, std::string_view> names[] = {{ConsentHow::spoken, "spoken"},
                                                                      {ConsentHow::paper, "paper"}};
};

enum class AnsweredBy { self, caregiver };

template <>
struct EnumNames<AnsweredBy> {
  static constexpr std::pair<AnsweredBy, std::string_view> names[] = {{AnsweredBy::self, "self"},
                                                                      {AnsweredBy::caregiver, "caregiver"}};
};

struct NoteConsent {
  static constexpr std::string_view schema_name = "NoteConsent";
  ProgrammeId programme;
  PersonId person;
  std::string purpose;
  std::string version;
  bool given = false;
  ConsentHow how = ConsentHow::spoken;
  AnsweredBy answered_by = AnsweredBy::self;
  std::string on;
  static constexpr auto fields() {
    return std::tuple{field("programme", &NoteConsent::programme),
                      field("person", &NoteConsent::person),
                      field("purpose", &NoteConsent::purpose, {.min_length = 1, .max_length = 60}),
                      field("version", &NoteConsent::version,
                            {.min_length = 1, .max_length = 60, .about = "Of the words that were read out."}),
                      field("given", &NoteConsent::given),
                      field("how", &NoteConsent::how),
                      field("answered_by", &NoteConsent::answered_by, {.may_be_absent = true}),
                      field("on", &NoteConsent::on,
                            {.max_length = 10, .may_be_absent = true, .about = "The day on the paper."})};
  }
};

struct ThreadLine {
  static constexpr std::string_view schema_name = "ThreadLine";
  Instant at;
  std::string what;
  static constexpr auto fields() {
    return std::tuple{field("at", &ThreadLine::at), field("what", &ThreadLine::what)};
  }
};

struct PersonPage {
  static constexpr std::string_view schema_name = "PersonPage";
  PersonLine person;
  std::string email;
  std::string phone;
  std::string landline;
  std::string birth_date;
  std::string note;
  std::string language;
  std::vector<ProfileField> answers;
  std::vector<ConsentView> consents;
  std::vector<ConsentLine> consent_history;
  std::optional<ScreenView> screen;
  std::optional<CapacityView> capacity;
  std::vector<ThreadLine> thread;
  static constexpr auto fields() {
    return std::tuple{
        field("person", &PersonPage::person),         field("email", &PersonPage::email),
        field("phone", &PersonPage::phone),           field("landline", &PersonPage::landline),
        field("birth_date", &PersonPage::birth_date), field("note", &PersonPage::note),
        field("language", &PersonPage::language),     field("fields", &PersonPage::answers),
        field("consents", &PersonPage::consents),     field("consent_history", &PersonPage::consent_history),
        field("screen", &PersonPage::screen),         field("capacity", &PersonPage::capacity),
        field("thread", &PersonPage::thread)};
  }
};

struct InvitationCount {
  static constexpr std::string_view schema_name = "InvitationCount";
  package::Side side = package::Side::participant;
  std::string role_word;
  int count = 0;
  int without_address = 0;
  static constexpr auto fields() {
    return std::tuple{field("role", &InvitationCount::side), field("role_word", &InvitationCount::role_word),
                      field("count", &InvitationCount::count),
                      field("without_address", &InvitationCount::without_address)};
  }
};

struct InvitationDraft {
  static constexpr std::string_view schema_name = "InvitationDraft";
  std::vector<InvitationCount> not_invited;
  std::string subject;
  std::string text;
  static constexpr auto fields() {
    return std::tuple{field("not_invited", &InvitationDraft::not_invited),
                      field("subject", &InvitationDraft::subject), field("text", &InvitationDraft::text)};
  }
};

struct SendInvitations {
  static constexpr std::string_view schema_name = "SendInvitations";
  ProgrammeId programme;
  package::Side side = package::Side::participant;
  std::vector<PersonId> person_ids;
  static constexpr auto fields() {
    return std::tuple{field("programme", &SendInvitations::programme), field("role", &SendInvitations::side),
                      field("person_ids", &SendInvitations::person_ids,
                            {.max_items = 2000, .about = "Empty: everyone on that side not yet invited."})};
  }
};

struct InvitationResult {
  static constexpr std::string_view schema_name = "InvitationResult";
  int invited = 0;
  int without_address = 0;
  static constexpr auto fields() {
    return std::tuple{field("invited", &InvitationResult::invited),
                      field("without_address", &InvitationResult::without_address)};
  }
};

}  // namespace kith
