#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "engine/groups/plan.h"
#include "modules/groups/groups.h"

// A proposal as it is kept: decisions by ids, places and times. For this folder only.
namespace kith {

template <>
struct EnumNames<groups::Why> {
  using W = groups::Why;
  static constexpr std::pair<W, std::string_view> names[] = {
      {W::never_free, "never_free"},     {W::nothing_in_reach, "nothing_in_reach"},
      {W::too_few_near, "too_few_near"}, {W::no_facilitators, "no_facilitators"},
      {W::no_room, "no_room"},           {W::would_be_alone, "would_be_alone"},
      {W::too_few_left, "too_few_left"}};
};

struct DraftGroup {
  static constexpr std::string_view schema_name = "DraftGroup";
  std::string key;
  std::string venue;
  int day = 0;
  int start_minute = 0;
  std::vector<PersonId> members;
  std::vector<PersonId> pinned;
  std::vector<PersonId> facilitators;
  static constexpr auto fields() {
    return std::tuple{field("key", &DraftGroup::key),
                      field("venue", &DraftGroup::venue),
                      field("day", &DraftGroup::day),
                      field("start_minute", &DraftGroup::start_minute),
                      field("members", &DraftGroup::members),
                      field("pinned", &DraftGroup::pinned),
                      field("facilitators", &DraftGroup::facilitators)};
  }
};

// In no group; `why` is nothing for who was taken out by hand.
struct DraftLeft {
  static constexpr std::string_view schema_name = "DraftLeft";
  PersonId person;
  std::optional<groups::Why> why;
  static constexpr auto fields() {
    return std::tuple{field("person", &DraftLeft::person), field("why", &DraftLeft::why)};
  }
};

struct DraftBody {
  static constexpr std::string_view schema_name = "DraftBody";
  int next_key = 1;
  int wanted = 0;       // groups asked for, 0 when the sizes decide
  bool proven = false;  // no better plan exists; a hand that moves somebody ends that
  std::vector<DraftGroup> groups;
  std::vector<DraftLeft> left;
  static constexpr auto fields() {
    return std::tuple{field("next_key", &DraftBody::next_key), field("wanted", &DraftBody::wanted),
                      field("proven", &DraftBody::proven),
                      field("groups", &DraftBody::groups, {.max_items = 10'000}),
                      field("left", &DraftBody::left, {.max_items = 20'000})};
  }
};

struct Draft {
  DraftId id;
  std::int64_t seed = 0;
  std::int64_t revision = 0;
  Instant made_at;
  Instant changed_at;
  DraftBody body;
};

}  // namespace kith
