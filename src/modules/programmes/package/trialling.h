#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/programmes/package/profile.h"

namespace kith::package {

// A randomised trial that a programme is part of: the file trial.yaml, which only such programmes have. It is
// part of the published Package; a trial that was opened keeps the rules it was opened with.
enum class TrialMethod { simple, blocks, stratified, minimise, constrained };

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::TrialMethod> {
  using M = package::TrialMethod;
  static constexpr std::pair<M, std::string_view> names[] = {{M::simple, "simple"},
                                                             {M::blocks, "blocks"},
                                                             {M::stratified, "stratified"},
                                                             {M::minimise, "minimise"},
                                                             {M::constrained, "constrained"}};
};
}  // namespace kith

namespace kith::package {

inline constexpr std::string_view unit_is_person = "person";
inline constexpr std::string_view factor_people = "people";  // how many people a unit has

struct TrialArmRules {
  static constexpr std::string_view schema_name = "PackageTrialArm";
  std::string key;
  int share = 1;  // 1 to 100
  Words label;
  Words about;  // what whoever is in it gets

  bool operator==(const TrialArmRules&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &TrialArmRules::key), field("share", &TrialArmRules::share),
                      field("label", &TrialArmRules::label), field("about", &TrialArmRules::about)};
  }
};

// What is balanced. Of a unit of several people: the answer most of them give (choice, yes_no), or their mean
// (number, count, year; a yes counts 1). `cuts` make levels of numbers: [5, 10] makes "under_5", "5_to_9" and
// "10_or_more".
struct TrialFactor {
  static constexpr std::string_view schema_name = "PackageTrialFactor";
  std::string field;  // a question of the participant, or factor_people
  int weight = 1;     // 1 to 100: minimise and constrained
  std::vector<int> cuts;

  bool operator==(const TrialFactor&) const = default;
  static constexpr auto fields() {
    return std::tuple{kith::field("field", &TrialFactor::field), kith::field("weight", &TrialFactor::weight),
                      kith::field("cuts", &TrialFactor::cuts)};
  }
};

// Who may be allocated: those who gave one of these answers.
struct TrialAnswer {
  static constexpr std::string_view schema_name = "PackageTrialAnswer";
  std::string field;            // a choice or yes_no question
  std::vector<std::string> is;  // keys of choices, or "yes" and "no"

  bool operator==(const TrialAnswer&) const = default;
  static constexpr auto fields() {
    return std::tuple{kith::field("field", &TrialAnswer::field), kith::field("is", &TrialAnswer::is)};
  }
};

struct TrialRules {
  static constexpr std::string_view schema_name = "PackageTrial";
  std::string key;   // of this trial, once only: a second trial of the programme has another
  Words label;       // its name
  Words about;       // what it is, in plain words
  std::string unit;  // unit_is_person, or a question: all who give the same answer are one unit
  Words unit_one;    // "practice"; empty for people, who have the word of their role
  Words unit_many;   // "practices"
  TrialMethod method = TrialMethod::minimise;
  std::vector<TrialArmRules> arms;
  std::vector<TrialFactor> factors;
  std::vector<int> blocks;
  int percent_best = 80;
  int candidates = 20'000;
  int percent_kept = 10;
  std::string consent;  // a purpose that a person must have agreed to, or ""
  std::vector<TrialAnswer> answers;

  bool operator==(const TrialRules&) const = default;
  bool of_people() const { return unit == unit_is_person; }
  static constexpr auto fields() {
    return std::tuple{field("key", &TrialRules::key),
                      field("label", &TrialRules::label),
                      field("about", &TrialRules::about),
                      field("unit", &TrialRules::unit),
                      field("unit_one", &TrialRules::unit_one),
                      field("unit_many", &TrialRules::unit_many),
                      field("method", &TrialRules::method),
                      field("arms", &TrialRules::arms),
                      field("factors", &TrialRules::factors),
                      field("blocks", &TrialRules::blocks),
                      field("percent_best", &TrialRules::percent_best),
                      field("candidates", &TrialRules::candidates),
                      field("percent_kept", &TrialRules::percent_kept),
                      field("consent", &TrialRules::consent),
                      field("answers", &TrialRules::answers)};
  }
};

}  // namespace kith::package
