#pragma once

#include <optional>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/safeguarding/safeguarding.h"

// What the safeguarding module publishes. Subject of each is the concern's id; none holds a word of what was
// told.
namespace kith {

struct ConcernRaised {
  static constexpr std::string_view schema_name = "ConcernRaised";
  static constexpr std::string_view type = "safeguarding.concern_raised";
  ConcernId concern;
  ConcernLevel level = ConcernLevel::not_sure;
  PersonId reporter;
  std::optional<ConversationId> conversation;
  static constexpr auto fields() {
    return std::tuple{field("concern", &ConcernRaised::concern), field("level", &ConcernRaised::level),
                      field("reporter", &ConcernRaised::reporter),
                      field("conversation", &ConcernRaised::conversation)};
  }
};

// The due time came and nobody had looked: for the first time, or again.
struct ConcernOverdue {
  static constexpr std::string_view schema_name = "ConcernOverdue";
  static constexpr std::string_view type = "safeguarding.concern_overdue";
  ConcernId concern;
  std::int64_t times = 1;
  static constexpr auto fields() {
    return std::tuple{field("concern", &ConcernOverdue::concern), field("times", &ConcernOverdue::times)};
  }
};

// Staff read its content: the line in the audit trail.
struct ConcernRead {
  static constexpr std::string_view schema_name = "ConcernRead";
  static constexpr std::string_view type = "safeguarding.concern_read";
  ConcernId concern;
  static constexpr auto fields() { return std::tuple{field("concern", &ConcernRead::concern)}; }
};

struct ConcernSeen {
  static constexpr std::string_view schema_name = "ConcernSeen";
  static constexpr std::string_view type = "safeguarding.concern_seen";
  ConcernId concern;
  static constexpr auto fields() { return std::tuple{field("concern", &ConcernSeen::concern)}; }
};

struct ConcernClosed {
  static constexpr std::string_view schema_name = "ConcernClosed";
  static constexpr std::string_view type = "safeguarding.concern_closed";
  ConcernId concern;
  static constexpr auto fields() { return std::tuple{field("concern", &ConcernClosed::concern)}; }
};

// The programme's time for it was over: nothing that was said in it is held any more.
struct ConcernForgotten {
  static constexpr std::string_view schema_name = "ConcernForgotten";
  static constexpr std::string_view type = "safeguarding.concern_forgotten";
  ConcernId concern;
  static constexpr auto fields() { return std::tuple{field("concern", &ConcernForgotten::concern)}; }
};

}  // namespace kith
