#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/trials/trials.h"

// What travels over the wire. For this folder only.
namespace kith {

enum class TrialPhase { not_opened, open, closed };

template <>
struct EnumNames<TrialPhase> {
  using P = TrialPhase;
  static constexpr std::pair<P, std::string_view> names[] = {
      {P::not_opened, "not_opened"}, {P::open, "open"}, {P::closed, "closed"}};
};

struct TrialAsk {
  static constexpr std::string_view schema_name = "TrialAsk";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &TrialAsk::programme)}; }
};

struct TrialUnitsAsk {
  static constexpr std::string_view schema_name = "TrialUnitsAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &TrialUnitsAsk::programme),
                      field("after", &TrialUnitsAsk::after, {.max_length = 100, .may_be_absent = true}),
                      field("limit", &TrialUnitsAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct MakeFinal {
  static constexpr std::string_view schema_name = "MakeFinal";
  ProgrammeId programme;
  std::string unit;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &MakeFinal::programme),
        field("unit", &MakeFinal::unit,
              {.min_length = 1, .max_length = 100, .about = "As the list of who waits names it."})};
  }
};

struct TrialRecordAsk {
  static constexpr std::string_view schema_name = "TrialRecordAsk";
  ProgrammeId programme;
  std::string trial;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &TrialRecordAsk::programme),
        field("trial", &TrialRecordAsk::trial,
              {.max_length = 64, .may_be_absent = true, .about = "Its key; empty for the present one."})};
  }
};

struct TrialArmView {
  static constexpr std::string_view schema_name = "TrialArmView";
  std::string key;
  std::string label;
  std::string about;
  int share = 1;
  std::optional<int> units;
  static constexpr auto fields() {
    return std::tuple{field("key", &TrialArmView::key), field("label", &TrialArmView::label),
                      field("about", &TrialArmView::about), field("share", &TrialArmView::share),
                      field("units", &TrialArmView::units,
                            {.about = "How many it has; told only where it says nothing of the next."})};
  }
};

struct TrialView {
  static constexpr std::string_view schema_name = "TrialView";
  TrialPhase phase = TrialPhase::not_opened;
  std::string key;
  std::string label;
  std::string about;
  bool of_people = true;
  std::string unit_one;
  std::string unit_many;
  package::TrialMethod method = package::TrialMethod::simple;
  int percent_best = 0;
  std::vector<TrialArmView> arms;
  std::vector<std::string> factors;
  std::optional<Instant> opened_at;
  std::optional<Instant> closed_at;
  std::string commitment;
  std::int64_t final_units = 0;
  std::optional<int> ready;
  std::optional<int> not_ready;
  bool allocated = false;
  std::string seed;
  std::vector<std::string> earlier;
  static constexpr auto fields() {
    return std::tuple{
        field("phase", &TrialView::phase),
        field("key", &TrialView::key),
        field("label", &TrialView::label),
        field("about", &TrialView::about),
        field("of_people", &TrialView::of_people),
        field("unit_one", &TrialView::unit_one),
        field("unit_many", &TrialView::unit_many),
        field("method", &TrialView::method),
        field("percent_best", &TrialView::percent_best),
        field("arms", &TrialView::arms),
        field("factors", &TrialView::factors, {.about = "What the arms should have in common, in words."}),
        field("opened_at", &TrialView::opened_at),
        field("closed_at", &TrialView::closed_at),
        field("commitment", &TrialView::commitment,
              {.about = "The hash that binds seed and rules; empty before the trial is opened."}),
        field("final_units", &TrialView::final_units),
        field("ready", &TrialView::ready, {.about = "How many can be made final; for coordinators."}),
        field("not_ready", &TrialView::not_ready, {.about = "How many lack an answer; for coordinators."}),
        field("allocated", &TrialView::allocated, {.about = "Whether all arms were drawn at once."}),
        field("seed", &TrialView::seed, {.about = "Empty until the trial is closed."}),
        field("earlier", &TrialView::earlier, {.about = "The keys of trials that were closed before."})};
  }
};

struct WaitingUnitView {
  static constexpr std::string_view schema_name = "WaitingUnit";
  std::string unit;
  std::string name;
  std::optional<PersonId> person_id;
  int people = 1;
  std::string missing;
  static constexpr auto fields() {
    return std::tuple{
        field("unit", &WaitingUnitView::unit), field("name", &WaitingUnitView::name),
        field("person_id", &WaitingUnitView::person_id), field("people", &WaitingUnitView::people),
        field("missing", &WaitingUnitView::missing, {.about = "The question nobody answered; else empty."})};
  }
};

struct WaitingUnitList {
  static constexpr std::string_view schema_name = "WaitingUnitList";
  std::vector<WaitingUnitView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &WaitingUnitList::items), field("next", &WaitingUnitList::next)};
  }
};

// The day only: the hour would give back the order.
struct FinalUnitView {
  static constexpr std::string_view schema_name = "FinalUnit";
  std::string unit;
  std::string name;
  std::optional<PersonId> person_id;
  std::string day;
  std::optional<std::string> arm;
  std::string arm_label;
  std::string arm_about;
  static constexpr auto fields() {
    return std::tuple{field("unit", &FinalUnitView::unit),
                      field("name", &FinalUnitView::name),
                      field("person_id", &FinalUnitView::person_id),
                      field("day", &FinalUnitView::day),
                      field("arm", &FinalUnitView::arm),
                      field("arm_label", &FinalUnitView::arm_label),
                      field("arm_about", &FinalUnitView::arm_about)};
  }
};

struct FinalUnitList {
  static constexpr std::string_view schema_name = "FinalUnitList";
  std::vector<FinalUnitView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &FinalUnitList::items), field("next", &FinalUnitList::next)};
  }
};

}  // namespace kith
