#include <algorithm>

#include "modules/interop/interop.h"
#include "modules/interop/targets.h"

namespace kith {
namespace {

using package::AnswerKind;
using roster::FieldSpec;
using roster::Kind;

constexpr std::size_t longest_identity = 200;
constexpr std::size_t longest_place = 100;
constexpr std::size_t longest_own_choice = 100;
constexpr std::size_t longest_text = 2'000;
constexpr int most_counted = 1'000;

Kind identity_kind(const std::string& key) {
  if (key == "email") return Kind::email;
  if (key == "birth_date") return Kind::date;
  return key == "phone" || key == "mobile" || key == "landline" ? Kind::phone : Kind::name;
}

Kind kind_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::text:
      return Kind::text;
    case AnswerKind::long_text:
      return Kind::long_text;
    case AnswerKind::choice:
      return Kind::choice;
    case AnswerKind::choices:
      return Kind::choices;
    case AnswerKind::languages:
      return Kind::languages;
    case AnswerKind::year:
      return Kind::year;
    case AnswerKind::date:
      return Kind::date;
    case AnswerKind::number:
      return Kind::number;
    case AnswerKind::count:
      return Kind::count;
    case AnswerKind::availability:
      return Kind::availability;
    case AnswerKind::place:
      return Kind::place_name;
    case AnswerKind::yes_no:
      return Kind::yes_no;
    case AnswerKind::time_zone:
      return Kind::time_zone;
  }
  return Kind::text;
}

bool concerns(package::AskedOf asked_of, package::Side side) {
  if (asked_of == package::AskedOf::both) return true;
  return (asked_of == package::AskedOf::supporter) == (side == package::Side::supporter);
}

// Turns the questions of one side into fields of a roster.
class FieldList {
 public:
  FieldList(const Programme& programme, package::Side side, std::string language, Date today)
      : package_(*programme.package), side_(side), language_(std::move(language)), today_(today) {}

  std::vector<FieldSpec> make() {
    for (const auto& each : package_.identity) {
      if (concerns(each.asked_of, side_)) add_identity(each);
    }
    for (const auto& each : package_.questions) {
      if (concerns(each.asked_of, side_)) add_question(each);
    }
    return std::move(fields_);
  }

 private:
  void add_identity(const package::IdentityQuestion& question) {
    FieldSpec field = named(question.key, question.label, question.columns);
    field.kind = identity_kind(question.key);
    field.required = question.required;
    field.max_length = longest_identity;
    if (field.kind == Kind::date) field.latest = today_;
    fields_.push_back(std::move(field));
  }

  void add_question(const package::Question& question) {
    FieldSpec field = named(question.key, question.label, question.columns);
    field.kind = kind_of(question.kind);
    field.required = question.required;
    field.open_choices = question.open;
    for (const auto& each : question.choices) field.choices.push_back(choice(each));
    field.max_length = length_limit(question);
    if (field.kind == Kind::count) field.max = most_counted;
    if (is_of_the_past(question.key)) field.latest = today_;
    fields_.push_back(std::move(field));
    if (question.kind != AnswerKind::place) return;
    add_coordinate(question, Kind::latitude, question.columns.latitude);
    add_coordinate(question, Kind::longitude, question.columns.longitude);
  }

  void add_coordinate(const package::Question& question, Kind kind, const std::vector<std::string>& columns) {
    FieldSpec field;
    const std::string part = kind == Kind::latitude ? "latitude" : "longitude";
    field.key = question.key + "." + part;
    field.label = question.key + " " + part;
    field.kind = kind;
    field.synonyms = columns;
    fields_.push_back(std::move(field));
  }

  FieldSpec named(const std::string& key, const package::Words& label,
                  const package::Columns& columns) const {
    FieldSpec field;
    field.key = key;
    field.label = package::in_language(label, language_, package_.default_language);
    field.synonyms = side_ == package::Side::supporter ? columns.supporter : columns.participant;
    for (const auto& [language, text] : label) field.synonyms.push_back(text);
    return field;
  }

  roster::Choice choice(const package::QuestionChoice& each) const {
    roster::Choice out{each.key, each.synonyms,
                       package::in_language(each.label, language_, package_.default_language)};
    for (const auto& [language, label] : each.label) out.synonyms.push_back(label);
    return out;
  }

  static std::size_t length_limit(const package::Question& question) {
    if (question.kind == AnswerKind::place) return longest_place;
    if (!question.choices.empty()) return longest_own_choice;
    if (question.kind != AnswerKind::text && question.kind != AnswerKind::long_text) return 0;
    return question.max_length > 0 ? static_cast<std::size_t>(question.max_length) : longest_text;
  }

  bool is_of_the_past(const std::string& key) const {
    return key == package_.matching.waiting_since ||
           std::ranges::find(package_.consents, key, &package::ConsentPurpose::recorded_in) !=
               package_.consents.end();
  }

  const package::Package& package_;
  package::Side side_;
  std::string language_;
  Date today_;
  std::vector<FieldSpec> fields_;
};

}  // namespace

std::vector<FieldSpec> roster_fields(const Programme& programme, package::Side side,
                                     const std::string& language, Date today) {
  return FieldList(programme, side, language, today).make();
}

std::vector<FieldTarget> roster_targets(const Programme& programme, package::Side side) {
  using Part = FieldTarget::Part;
  std::vector<FieldTarget> out;
  for (const auto& each : programme.package->identity) {
    if (concerns(each.asked_of, side)) out.push_back({each.key, Part::identity, nullptr});
  }
  for (const auto& each : programme.package->questions) {
    if (!concerns(each.asked_of, side)) continue;
    out.push_back({each.key, Part::answer, &each});
    if (each.kind != AnswerKind::place) continue;
    out.push_back({each.key, Part::latitude, &each});
    out.push_back({each.key, Part::longitude, &each});
  }
  return out;
}

}  // namespace kith
