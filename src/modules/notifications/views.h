#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/notifications/choices.h"
#include "modules/notifications/store.h"

// What the endpoint of this module takes and gives.
namespace kith {

struct OutboxAsk {
  static constexpr std::string_view schema_name = "OutboxAsk";
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("after", &OutboxAsk::after, {.max_length = 64, .may_be_absent = true}),
                      field("limit", &OutboxAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct OutboxLine {
  static constexpr std::string_view schema_name = "OutboxLine";
  DeliveryId delivery_id;
  std::string channel;
  std::string to;
  std::string subject;
  std::string text;
  Instant created_at;
  DeliveryState state = DeliveryState::waiting;
  static constexpr auto fields() {
    return std::tuple{field("delivery_id", &OutboxLine::delivery_id),
                      field("channel", &OutboxLine::channel),
                      field("to", &OutboxLine::to, {.about = "Empty where a mail server is configured."}),
                      field("subject", &OutboxLine::subject),
                      field("text", &OutboxLine::text, {.max_length = 20000}),
                      field("created_at", &OutboxLine::created_at),
                      field("state", &OutboxLine::state)};
  }
};

struct OutboxList {
  static constexpr std::string_view schema_name = "OutboxList";
  std::vector<OutboxLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &OutboxList::items), field("next", &OutboxList::next)};
  }
};

// How one wants to be told, and when not.
struct NoticeSettings {
  static constexpr std::string_view schema_name = "NoticeSettings";
  NoticeWay way = NoticeWay::automatic;
  std::string quiet_from = "21:00";
  std::string quiet_until = "08:00";
  std::string time_zone;
  static constexpr auto fields() {
    return std::tuple{
        field("way", &NoticeSettings::way),
        field(
            "quiet_from", &NoticeSettings::quiet_from,
            {.min_length = 5, .max_length = 5, .about = "Local hours and minutes; the same twice for none."}),
        field("quiet_until", &NoticeSettings::quiet_until, {.min_length = 5, .max_length = 5}),
        field("time_zone", &NoticeSettings::time_zone,
              {.max_length = 64,
               .may_be_absent = true,
               .about = "An IANA name, or empty for the programme's."})};
  }
};

struct LettersAsk {
  static constexpr std::string_view schema_name = "LettersAsk";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &LettersAsk::programme)}; }
};

struct LetterToPrint {
  static constexpr std::string_view schema_name = "LetterToPrint";
  DeliveryId letter_id;
  PersonId person_id;
  std::string name;
  std::string subject;
  std::string text;
  Instant created_at;
  static constexpr auto fields() {
    return std::tuple{field("letter_id", &LetterToPrint::letter_id),
                      field("person_id", &LetterToPrint::person_id),
                      field("name", &LetterToPrint::name),
                      field("subject", &LetterToPrint::subject),
                      field("text", &LetterToPrint::text, {.max_length = 20000}),
                      field("created_at", &LetterToPrint::created_at)};
  }
};

struct LettersToPrint {
  static constexpr std::string_view schema_name = "LettersToPrint";
  std::string programme_name;
  std::vector<LetterToPrint> items;
  static constexpr auto fields() {
    return std::tuple{field("programme_name", &LettersToPrint::programme_name),
                      field("items", &LettersToPrint::items)};
  }
};

struct LetterPrinted {
  static constexpr std::string_view schema_name = "LetterPrinted";
  ProgrammeId programme;
  DeliveryId letter;
  static constexpr auto fields() {
    return std::tuple{field("programme", &LetterPrinted::programme), field("letter", &LetterPrinted::letter)};
  }
};

}  // namespace kith
