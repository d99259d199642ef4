#pragma once

#include "modules/people/own_views.h"

// What the endpoints of leaving take and give. For this folder only.
namespace kith {

// What becomes of what is held on somebody who leaves. `keep`: it stays until the programme's time is over.
// `words`: the profile, notes and contact details go, what was written to others stays, without the name.
// `everything`: all that may be deleted goes.
enum class LeavingChoice { keep, words, everything };

template <>
struct EnumNames<LeavingChoice> {
  static constexpr std::pair<LeavingChoice, std::string_view> names[] = {
      {LeavingChoice::keep, "keep"},
      {LeavingChoice::words, "words"},
      {LeavingChoice::everything, "everything"}};
};

// What becomes of what was collected for research. `none`: nothing was.
enum class ResearchChoice { none, keep, take_out };

template <>
struct EnumNames<ResearchChoice> {
  static constexpr std::pair<ResearchChoice, std::string_view> names[] = {
      {ResearchChoice::none, "none"}, {ResearchChoice::keep, "keep"}, {ResearchChoice::take_out, "take_out"}};
};

// Why, for whoever likes to say so.
enum class LeavingReason { unsaid, better, too_much, no_fit, no_time, privacy, other };

template <>
struct EnumNames<LeavingReason> {
  static constexpr std::pair<LeavingReason, std::string_view> names[] = {
      {LeavingReason::unsaid, "unsaid"},     {LeavingReason::better, "better"},
      {LeavingReason::too_much, "too_much"}, {LeavingReason::no_fit, "no_fit"},
      {LeavingReason::no_time, "no_time"},   {LeavingReason::privacy, "privacy"},
      {LeavingReason::other, "other"}};
};

struct LeavingTag;
using LeavingId = Id<LeavingTag>;

// What leaving now would mean, for the first of the two steps.
struct LeavingPlan {
  static constexpr std::string_view schema_name = "LeavingPlan";
  ProgrammeId programme_id;
  std::string programme_name;
  Role role = Role::participant;
  std::string role_word;
  bool research_given = false;
  Instant undo_until;
  Instant erase_at;
  Instant keep_until;
  int concerns_months = 0;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_id", &LeavingPlan::programme_id),
        field("programme_name", &LeavingPlan::programme_name),
        field("role", &LeavingPlan::role),
        field("role_word", &LeavingPlan::role_word),
        field("research_given", &LeavingPlan::research_given),
        field("undo_until", &LeavingPlan::undo_until),
        field("erase_at", &LeavingPlan::erase_at, {.about = "When what is to be deleted is deleted."}),
        field("keep_until", &LeavingPlan::keep_until, {.about = "When what is kept is deleted."}),
        field("concerns_months", &LeavingPlan::concerns_months,
              {.about = "How long a concern is kept after it was closed."})};
  }
};

struct Leave {
  static constexpr std::string_view schema_name = "Leave";
  ProgrammeId programme;
  LeavingChoice choice = LeavingChoice::keep;
  ResearchChoice research = ResearchChoice::none;
  LeavingReason reason = LeavingReason::unsaid;
  static constexpr auto fields() {
    return std::tuple{field("programme", &Leave::programme), field("choice", &Leave::choice),
                      field("research", &Leave::research, {.may_be_absent = true}),
                      field("reason", &Leave::reason, {.may_be_absent = true})};
  }
};

struct LeaveFor {
  static constexpr std::string_view schema_name = "LeaveFor";
  ProgrammeId programme;
  PersonId person;
  LeavingChoice choice = LeavingChoice::keep;
  ResearchChoice research = ResearchChoice::none;
  LeavingReason reason = LeavingReason::unsaid;
  bool read_out = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &LeaveFor::programme),
                      field("person", &LeaveFor::person),
                      field("choice", &LeaveFor::choice),
                      field("research", &LeaveFor::research, {.may_be_absent = true}),
                      field("reason", &LeaveFor::reason, {.may_be_absent = true}),
                      field("read_out", &LeaveFor::read_out,
                            {.about = "What will happen was read out, and the person said yes."})};
  }
};

// Somebody who left and may still come back with one press.
struct LeavingView {
  static constexpr std::string_view schema_name = "Leaving";
  LeavingId leaving_id;
  ProgrammeId programme_id;
  std::string programme_name;
  std::string display_name;
  LeavingChoice choice = LeavingChoice::keep;
  Instant at;
  Instant undo_until;
  std::optional<Instant> erase_at;
  static constexpr auto fields() {
    return std::tuple{field("leaving_id", &LeavingView::leaving_id),
                      field("programme_id", &LeavingView::programme_id),
                      field("programme_name", &LeavingView::programme_name),
                      field("display_name", &LeavingView::display_name),
                      field("choice", &LeavingView::choice),
                      field("at", &LeavingView::at),
                      field("undo_until", &LeavingView::undo_until),
                      field("erase_at", &LeavingView::erase_at)};
  }
};

struct LeavingList {
  static constexpr std::string_view schema_name = "LeavingList";
  std::vector<LeavingView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &LeavingList::items), field("next", &LeavingList::next)};
  }
};

struct LeavingsAsk {
  static constexpr std::string_view schema_name = "LeavingsAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &LeavingsAsk::programme),
                      field("after", &LeavingsAsk::after, {.max_length = 64, .may_be_absent = true}),
                      field("limit", &LeavingsAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct OneLeaving {
  static constexpr std::string_view schema_name = "OneLeaving";
  LeavingId leaving;
  static constexpr auto fields() { return std::tuple{field("leaving", &OneLeaving::leaving)}; }
};

struct LeavingInProgramme {
  static constexpr std::string_view schema_name = "LeavingInProgramme";
  ProgrammeId programme;
  LeavingId leaving;
  static constexpr auto fields() {
    return std::tuple{field("programme", &LeavingInProgramme::programme),
                      field("leaving", &LeavingInProgramme::leaving)};
  }
};

}  // namespace kith
