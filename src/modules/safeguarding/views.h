#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/safeguarding/safeguarding.h"

// What travels over the wire. For this folder only.
namespace kith {

struct RaiseConcern {
  static constexpr std::string_view schema_name = "RaiseConcern";
  std::optional<ConversationId> conversation_id;
  std::optional<MessageId> message_id;
  ProgrammeId programme;
  ConcernLevel level = ConcernLevel::not_sure;
  std::string text;
  bool include_around = false;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation_id", &RaiseConcern::conversation_id),
        field("message_id", &RaiseConcern::message_id),
        field("programme", &RaiseConcern::programme),
        field("level", &RaiseConcern::level),
        field("text", &RaiseConcern::text,
              {.max_length = 4000,
               .may_be_absent = true,
               .about = "May stay empty when a message is reported."}),
        field("include_around", &RaiseConcern::include_around,
              {.may_be_absent = true, .about = "Whether up to five messages around it go along."})};
  }
};

struct ConcernReceipt {
  static constexpr std::string_view schema_name = "ConcernReceipt";
  ConcernId concern_id;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("concern_id", &ConcernReceipt::concern_id),
                      field("words", &ConcernReceipt::words)};
  }
};

struct ConcernsAsk {
  static constexpr std::string_view schema_name = "ConcernsAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ConcernsAsk::programme),
                      field("after", &ConcernsAsk::after, {.max_length = 100, .may_be_absent = true}),
                      field("limit", &ConcernsAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct ConcernLine {
  static constexpr std::string_view schema_name = "ConcernLine";
  ConcernId concern_id;
  ConcernLevel level = ConcernLevel::not_sure;
  ConcernState state = ConcernState::open;
  Instant raised_at;
  Instant due_at;
  bool overdue = false;
  bool may_read = false;
  static constexpr auto fields() {
    return std::tuple{
        field("concern_id", &ConcernLine::concern_id), field("level", &ConcernLine::level),
        field("state", &ConcernLine::state),           field("raised_at", &ConcernLine::raised_at),
        field("due_at", &ConcernLine::due_at),         field("overdue", &ConcernLine::overdue),
        field("may_read", &ConcernLine::may_read)};
  }
};

struct ConcernList {
  static constexpr std::string_view schema_name = "ConcernList";
  std::vector<ConcernLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &ConcernList::items), field("next", &ConcernList::next)};
  }
};

struct ReadConcern {
  static constexpr std::string_view schema_name = "ReadConcern";
  ProgrammeId programme;
  ConcernId concern;
  std::string why;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ReadConcern::programme), field("concern", &ReadConcern::concern),
                      field("why", &ReadConcern::why,
                            {.max_length = 300,
                             .may_be_absent = true,
                             .about = "Needed: at least three characters. The reporter can see it."})};
  }
};

struct ReportedMessage {
  static constexpr std::string_view schema_name = "ReportedMessage";
  Instant at;
  std::string from_role_word;
  std::string text;
  bool reported = false;
  static constexpr auto fields() {
    return std::tuple{field("at", &ReportedMessage::at),
                      field("from_role_word", &ReportedMessage::from_role_word),
                      field("text", &ReportedMessage::text, {.max_length = 4000}),
                      field("reported", &ReportedMessage::reported)};
  }
};

// Somebody in a concern. Part and contact details only of who raised it: the look is written down for them.
struct ConcernPerson {
  static constexpr std::string_view schema_name = "ConcernPerson";
  std::string name;
  std::string role_word = {};
  std::string phone = {};
  std::string landline = {};
  std::string email = {};
  static constexpr auto fields() {
    return std::tuple{field("name", &ConcernPerson::name), field("role_word", &ConcernPerson::role_word),
                      field("phone", &ConcernPerson::phone), field("landline", &ConcernPerson::landline),
                      field("email", &ConcernPerson::email)};
  }
};

struct ConcernPage {
  static constexpr std::string_view schema_name = "ConcernPage";
  ConcernId concern_id;
  ConcernLevel level = ConcernLevel::not_sure;
  ConcernState state = ConcernState::open;
  Instant raised_at;
  std::string text;
  ConcernPerson reporter;
  std::optional<ConcernPerson> reported;  // the other one of their conversation
  std::vector<ReportedMessage> messages;
  static constexpr auto fields() {
    return std::tuple{field("concern_id", &ConcernPage::concern_id),
                      field("level", &ConcernPage::level),
                      field("state", &ConcernPage::state),
                      field("raised_at", &ConcernPage::raised_at),
                      field("text", &ConcernPage::text, {.max_length = 4000}),
                      field("reporter", &ConcernPage::reporter),
                      field("reported", &ConcernPage::reported),
                      field("messages", &ConcernPage::messages)};
  }
};

struct AboutConcern {
  static constexpr std::string_view schema_name = "AboutConcern";
  ProgrammeId programme;
  ConcernId concern;
  static constexpr auto fields() {
    return std::tuple{field("programme", &AboutConcern::programme), field("concern", &AboutConcern::concern)};
  }
};

struct CloseConcern {
  static constexpr std::string_view schema_name = "CloseConcern";
  ProgrammeId programme;
  ConcernId concern;
  std::string outcome;
  static constexpr auto fields() {
    return std::tuple{field("programme", &CloseConcern::programme), field("concern", &CloseConcern::concern),
                      field("outcome", &CloseConcern::outcome, {.min_length = 1, .max_length = 4000})};
  }
};

}  // namespace kith
