#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "kernel/endpoint.h"
#include "modules/people/people.h"

// What the endpoints about oneself take and give. For this folder only.
namespace kith {

struct RoleView {
  static constexpr std::string_view schema_name = "RoleView";
  ProgrammeId programme_id;
  std::string programme_key;
  std::string programme_name;
  Role role = Role::participant;
  std::string role_word;
  GrantState state = GrantState::active;
  bool has_trial = false;
  static constexpr auto fields() {
    return std::tuple{field("programme_id", &RoleView::programme_id),
                      field("programme_key", &RoleView::programme_key),
                      field("programme_name", &RoleView::programme_name),
                      field("role", &RoleView::role),
                      field("role_word", &RoleView::role_word),
                      field("state", &RoleView::state),
                      field("has_trial", &RoleView::has_trial)};
  }
};

struct SessionView {
  static constexpr std::string_view schema_name = "SessionView";
  bool signed_in = false;
  std::string csrf;
  std::string person_id;
  std::string display_name;
  std::string language;
  SecondFactor second_factor = SecondFactor::none;
  bool operator_here = false;
  std::vector<RoleView> roles;
  static constexpr auto fields() {
    return std::tuple{
        field("signed_in", &SessionView::signed_in),    field("csrf", &SessionView::csrf),
        field("person_id", &SessionView::person_id),    field("display_name", &SessionView::display_name),
        field("language", &SessionView::language),      field("second_factor", &SessionView::second_factor),
        field("operator", &SessionView::operator_here), field("roles", &SessionView::roles)};
  }
};

struct ChoiceView {
  static constexpr std::string_view schema_name = "Choice";
  std::string value;
  std::string label;
  static constexpr auto fields() {
    return std::tuple{field("value", &ChoiceView::value), field("label", &ChoiceView::label)};
  }
};

struct ProfileField {
  static constexpr std::string_view schema_name = "ProfileField";
  std::string key;
  std::string label;
  std::string help;
  package::AnswerKind kind = package::AnswerKind::text;
  std::vector<ChoiceView> choices;
  Json value;
  bool may_hide = false;
  bool hidden = false;
  std::string shown_to;
  static constexpr auto fields() {
    return std::tuple{
        field("key", &ProfileField::key),
        field("label", &ProfileField::label),
        field("help", &ProfileField::help),
        field("kind", &ProfileField::kind),
        field("choices", &ProfileField::choices, {.max_items = 400}),
        field("value", &ProfileField::value, {.about = "In the form that the kind asks for, or null."}),
        field("may_hide", &ProfileField::may_hide),
        field("hidden", &ProfileField::hidden),
        field("shown_to", &ProfileField::shown_to, {.about = "Who sees it, in a plain sentence."})};
  }
};

struct ExclusionsView {
  static constexpr std::string_view schema_name = "Exclusions";
  bool town = false;
  bool clinic = false;
  bool workplace = false;
  std::vector<std::string> available;
  static constexpr auto fields() {
    return std::tuple{field("town", &ExclusionsView::town), field("clinic", &ExclusionsView::clinic),
                      field("workplace", &ExclusionsView::workplace),
                      field("available", &ExclusionsView::available)};
  }
};

struct ProfileView {
  static constexpr std::string_view schema_name = "ProfileView";
  ProgrammeId programme_id;
  std::string display_name;
  std::string note;
  std::string language;
  std::vector<ProfileField> fields_;
  ExclusionsView exclusions;
  static constexpr auto fields() {
    return std::tuple{field("programme_id", &ProfileView::programme_id),
                      field("display_name", &ProfileView::display_name),
                      field("note", &ProfileView::note),
                      field("language", &ProfileView::language),
                      field("fields", &ProfileView::fields_),
                      field("exclusions", &ProfileView::exclusions)};
  }
};

struct AboutProgramme {
  static constexpr std::string_view schema_name = "AboutProgramme";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &AboutProgramme::programme)}; }
};

struct PutProfile {
  static constexpr std::string_view schema_name = "PutProfile";
  ProgrammeId programme;
  std::string display_name;
  std::string note;
  std::string language;
  std::map<std::string, Json> answers;
  std::vector<std::string> hidden;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PutProfile::programme),
                      field("display_name", &PutProfile::display_name, {.min_length = 1, .max_length = 60}),
                      field("note", &PutProfile::note, {.max_length = 280}),
                      field("language", &PutProfile::language, {.min_length = 2, .max_length = 8}),
                      field("answers", &PutProfile::answers),
                      field("hidden", &PutProfile::hidden)};
  }
};

struct PutExclusions {
  static constexpr std::string_view schema_name = "PutExclusions";
  ProgrammeId programme;
  bool town = false;
  bool clinic = false;
  bool workplace = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PutExclusions::programme), field("town", &PutExclusions::town),
                      field("clinic", &PutExclusions::clinic), field("workplace", &PutExclusions::workplace)};
  }
};

struct PageAsk {
  static constexpr std::string_view schema_name = "PageAsk";
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("after", &PageAsk::after, {.max_length = 100, .may_be_absent = true}),
                      field("limit", &PageAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct RecordView {
  static constexpr std::string_view schema_name = "RecordView";
  Instant at;
  std::string who;
  std::string role_word;
  std::string why;
  static constexpr auto fields() {
    return std::tuple{field("at", &RecordView::at), field("who", &RecordView::who),
                      field("role_word", &RecordView::role_word), field("why", &RecordView::why)};
  }
};

struct RecordViewList {
  static constexpr std::string_view schema_name = "RecordViewList";
  std::vector<RecordView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &RecordViewList::items), field("next", &RecordViewList::next)};
  }
};

struct ConsentView {
  static constexpr std::string_view schema_name = "Consent";
  std::string purpose;
  std::string label;
  std::string text;
  std::string version;
  bool given = false;
  std::optional<Instant> given_at;
  bool needed = false;
  std::string text_before;
  static constexpr auto fields() {
    return std::tuple{
        field("purpose", &ConsentView::purpose),
        field("label", &ConsentView::label),
        field("text", &ConsentView::text, {.max_length = 20000}),
        field("version", &ConsentView::version),
        field("given", &ConsentView::given),
        field("given_at", &ConsentView::given_at),
        field("needed", &ConsentView::needed),
        field("text_before", &ConsentView::text_before,
              {.max_length = 20000, .about = "What was agreed to before the words changed; else nothing."})};
  }
};

// One answer, as it was given. `how`: "screen", "paper" or "spoken". `by`: who noted it, nothing when it was
// the person. `answered_by`: "self" or "caregiver".
struct ConsentLine {
  static constexpr std::string_view schema_name = "ConsentLine";
  std::string purpose;
  std::string label;
  std::string text;
  bool given = false;
  Instant at;
  Instant noted_at;
  std::string how;
  std::string by;
  std::string answered_by;
  static constexpr auto fields() {
    return std::tuple{field("purpose", &ConsentLine::purpose),
                      field("label", &ConsentLine::label),
                      field("text", &ConsentLine::text, {.max_length = 20000}),
                      field("given", &ConsentLine::given),
                      field("at", &ConsentLine::at),
                      field("noted_at", &ConsentLine::noted_at),
                      field("how", &ConsentLine::how),
                      field("by", &ConsentLine::by),
                      field("answered_by", &ConsentLine::answered_by)};
  }
};

struct ConsentHistory {
  static constexpr std::string_view schema_name = "ConsentHistory";
  std::vector<ConsentLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &ConsentHistory::items), field("next", &ConsentHistory::next)};
  }
};

struct ConsentHistoryAsk {
  static constexpr std::string_view schema_name = "ConsentHistoryAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &ConsentHistoryAsk::programme),
        field("after", &ConsentHistoryAsk::after, {.max_length = 64, .may_be_absent = true}),
        field("limit", &ConsentHistoryAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct ConsentList {
  static constexpr std::string_view schema_name = "ConsentList";
  std::vector<ConsentView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &ConsentList::items), field("next", &ConsentList::next)};
  }
};

struct PutConsent {
  static constexpr std::string_view schema_name = "PutConsent";
  ProgrammeId programme;
  std::string purpose;
  bool given = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PutConsent::programme),
                      field("purpose", &PutConsent::purpose, {.min_length = 1, .max_length = 60}),
                      field("given", &PutConsent::given)};
  }
};

struct CapacityView {
  static constexpr std::string_view schema_name = "Capacity";
  int capacity = 0;
  bool paused = false;
  std::optional<Instant> paused_until;
  static constexpr auto fields() {
    return std::tuple{field("capacity", &CapacityView::capacity), field("paused", &CapacityView::paused),
                      field("paused_until", &CapacityView::paused_until)};
  }
};

struct PutCapacity {
  static constexpr std::string_view schema_name = "PutCapacity";
  ProgrammeId programme;
  int capacity = 0;
  bool paused = false;
  std::optional<Instant> paused_until;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PutCapacity::programme),
                      field("capacity", &PutCapacity::capacity, {.min = 0, .max = 100}),
                      field("paused", &PutCapacity::paused),
                      field("paused_until", &PutCapacity::paused_until)};
  }
};

struct Arrival {
  static constexpr std::string_view schema_name = "Arrival";
  ProgrammeId programme;
  std::string language;
  static constexpr auto fields() {
    return std::tuple{field("programme", &Arrival::programme),
                      field("language", &Arrival::language, {.max_length = 8, .may_be_absent = true})};
  }
};

}  // namespace kith
