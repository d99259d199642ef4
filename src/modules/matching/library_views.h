#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "kernel/endpoint.h"
#include "modules/matching/store.h"

// What the endpoints about whom one could choose take and give. For this folder only.
namespace kith {

struct Fact {
  static constexpr std::string_view schema_name = "Fact";
  std::string key;
  std::string value;
  static constexpr auto fields() {
    return std::tuple{field("key", &Fact::key, {.about = "Which question it answers."}),
                      field("value", &Fact::value, {.about = "The answer in the reader's words."})};
  }
};

enum class SwitchState { must, nice, off };

template <>
struct EnumNames<SwitchState> {
  static constexpr std::pair<SwitchState, std::string_view> names[] = {
      {SwitchState::must, "must"}, {SwitchState::nice, "nice"}, {SwitchState::off, "off"}};
};

struct CriterionView {
  static constexpr std::string_view schema_name = "CriterionView";
  std::string key;
  std::string label;
  SwitchState state = SwitchState::nice;
  bool switchable = true;
  int count_if_must = 0;
  int count_if_off = 0;
  static constexpr auto fields() {
    return std::tuple{field("key", &CriterionView::key),
                      field("label", &CriterionView::label),
                      field("state", &CriterionView::state),
                      field("switchable", &CriterionView::switchable),
                      field("count_if_must", &CriterionView::count_if_must),
                      field("count_if_off", &CriterionView::count_if_off)};
  }
};

struct SupporterCard {
  static constexpr std::string_view schema_name = "SupporterCard";
  PersonId supporter_id;
  std::string display_name;
  std::string note;
  std::vector<std::string> reasons;
  std::vector<std::string> differs;
  std::string usually_free;
  std::vector<Fact> facts;
  bool asked = false;
  static constexpr auto fields() {
    return std::tuple{field("supporter_id", &SupporterCard::supporter_id),
                      field("display_name", &SupporterCard::display_name),
                      field("note", &SupporterCard::note),
                      field("reasons", &SupporterCard::reasons),
                      field("differs", &SupporterCard::differs),
                      field("usually_free", &SupporterCard::usually_free),
                      field("facts", &SupporterCard::facts),
                      field("asked", &SupporterCard::asked)};
  }
};

struct LibraryView {
  static constexpr std::string_view schema_name = "LibraryView";
  ProgrammeId programme_id;
  int total = 0;
  std::vector<CriterionView> criteria;
  std::vector<SupporterCard> cards;
  std::vector<SupporterCard> nearest;
  int may_ask = 0;
  std::string waiting_words;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_id", &LibraryView::programme_id),
        field("total", &LibraryView::total, {.about = "How many meet every must."}),
        field("criteria", &LibraryView::criteria),
        field("cards", &LibraryView::cards, {.about = "Best first."}),
        field("nearest", &LibraryView::nearest, {.about = "Offered when nobody meets every must."}),
        field("may_ask", &LibraryView::may_ask, {.about = "How many may be asked now, in order."}),
        field("waiting_words", &LibraryView::waiting_words)};
  }
};

struct OwnLibraryAsk {
  static constexpr std::string_view schema_name = "OwnLibraryAsk";
  ProgrammeId programme;
  std::string must;
  std::string nice;
  std::string off;
  static constexpr auto fields() {
    constexpr FieldRules keys{
        .max_length = 1000, .may_be_absent = true, .about = "Criterion keys, with commas."};
    return std::tuple{field("programme", &OwnLibraryAsk::programme),
                      field("must", &OwnLibraryAsk::must, keys), field("nice", &OwnLibraryAsk::nice, keys),
                      field("off", &OwnLibraryAsk::off, keys)};
  }
};

struct PersonLibraryAsk {
  static constexpr std::string_view schema_name = "PersonLibraryAsk";
  ProgrammeId programme;
  PersonId person;
  std::string must;
  std::string nice;
  std::string off;
  static constexpr auto fields() {
    constexpr FieldRules keys{
        .max_length = 1000, .may_be_absent = true, .about = "Criterion keys, with commas."};
    return std::tuple{
        field("programme", &PersonLibraryAsk::programme), field("person", &PersonLibraryAsk::person),
        field("must", &PersonLibraryAsk::must, keys), field("nice", &PersonLibraryAsk::nice, keys),
        field("off", &PersonLibraryAsk::off, keys)};
  }
};

}  // namespace kith
