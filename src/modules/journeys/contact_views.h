#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/journeys/journeys.h"
#include "modules/journeys/meeting_views.h"

// What the endpoints of the contact log take and give.
namespace kith {

enum class ContactWay { phone, text, video, in_person, email };
enum class ContactFeeling { unsaid, good, mixed, hard };

template <>
struct EnumNames<ContactWay> {
  using W = ContactWay;
  static constexpr std::pair<W, std::string_view> names[] = {{W::phone, "phone"},
                                                             {W::text, "text"},
                                                             {W::video, "video"},
                                                             {W::in_person, "in_person"},
                                                             {W::email, "email"}};
};
template <>
struct EnumNames<ContactFeeling> {
  using F = ContactFeeling;
  static constexpr std::pair<F, std::string_view> names[] = {
      {F::unsaid, "unsaid"}, {F::good, "good"}, {F::mixed, "mixed"}, {F::hard, "hard"}};
};

struct LogContact {
  static constexpr std::string_view schema_name = "LogContact";
  std::string conversation;
  ContactWay how = ContactWay::phone;
  bool reached = true;
  int minutes = 0;
  ContactFeeling feeling = ContactFeeling::unsaid;
  std::optional<Instant> at;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation", &LogContact::conversation, {.min_length = 1, .max_length = 64}),
        field("how", &LogContact::how),
        field("reached", &LogContact::reached),
        field("minutes", &LogContact::minutes, {.min = 0, .max = 600, .may_be_absent = true}),
        field("feeling", &LogContact::feeling, {.may_be_absent = true}),
        field("at", &LogContact::at, {.about = "When it was; now when absent, at most 60 days ago."})};
  }
};

struct ContactLine {
  static constexpr std::string_view schema_name = "ContactLine";
  std::string contact_id;
  Instant at;
  ContactWay how = ContactWay::phone;
  bool reached = true;
  int minutes = 0;
  ContactFeeling feeling = ContactFeeling::unsaid;
  std::string by_name;
  static constexpr auto fields() {
    return std::tuple{field("contact_id", &ContactLine::contact_id),
                      field("at", &ContactLine::at),
                      field("how", &ContactLine::how),
                      field("reached", &ContactLine::reached),
                      field("minutes", &ContactLine::minutes),
                      field("feeling", &ContactLine::feeling),
                      field("by_name", &ContactLine::by_name)};
  }
};

// What Kith carried itself on a day: it need not be noted.
struct CarriedLine {
  static constexpr std::string_view schema_name = "CarriedLine";
  std::string day;
  int messages = 0;
  static constexpr auto fields() {
    return std::tuple{field("day", &CarriedLine::day), field("messages", &CarriedLine::messages)};
  }
};

struct ContactAsk {
  static constexpr std::string_view schema_name = "ContactAsk";
  std::string conversation;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &ContactAsk::conversation, {.min_length = 1, .max_length = 64})};
  }
};

struct ContactBook {
  static constexpr std::string_view schema_name = "ContactBook";
  std::string conversation_id;
  std::string other_name;
  std::string programme_id;
  bool open = true;
  ContactWay usual_way = ContactWay::phone;
  std::vector<ContactLine> items;
  std::vector<CarriedLine> carried;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation_id", &ContactBook::conversation_id),
        field("other_name", &ContactBook::other_name),
        field("programme_id", &ContactBook::programme_id),
        field("open", &ContactBook::open, {.about = "False when the match has ended."}),
        field("usual_way", &ContactBook::usual_way, {.about = "As the last time, to begin with."}),
        field("items", &ContactBook::items),
        field("carried", &ContactBook::carried, {.about = "The last 30 days."})};
  }
};

struct PersonContactsAsk {
  static constexpr std::string_view schema_name = "PersonContactsAsk";
  ProgrammeId programme;
  PersonId person;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PersonContactsAsk::programme),
                      field("person", &PersonContactsAsk::person)};
  }
};

struct ContactList {
  static constexpr std::string_view schema_name = "ContactList";
  std::vector<ContactLine> items;
  std::vector<FirstContactLine> first_contacts;
  static constexpr auto fields() {
    return std::tuple{field("items", &ContactList::items),
                      field("first_contacts", &ContactList::first_contacts,
                            {.about = "How far the first contact of each match has come, newest first."})};
  }
};

}  // namespace kith
