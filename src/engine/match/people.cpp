#include "engine/match/people.h"

#include <algorithm>
#include <cmath>

namespace kith::match {
namespace {

constexpr double farthest_km = 20'040;

}  // namespace

People::People(const Model& model) {
  for (const Attribute& attribute : model.attributes) columns_.emplace_back(attribute, model.horizon);
}

void People::append(const Person& person, Words& words, Words& ids, const std::string& field,
                    FieldErrors& errors) {
  if (person.id.empty()) errors.add(field + ".id", "required", "Each person needs an id.");
  ids_.push_back(ids.add(person.id));
  std::size_t used = 0;
  for (Column& column : columns_) {
    const std::string& key = column.attribute().key;
    const auto value = person.profile.find(key);
    used += value != person.profile.end() ? 1 : 0;
    column.append(value == person.profile.end() ? Value{} : value->second, words, field + ".profile." + key,
                  errors);
  }
  if (used < person.profile.size()) {
    for (const auto& [key, value] : person.profile) {
      const auto has_key = [&](const Column& column) { return column.attribute().key == key; };
      if (std::ranges::any_of(columns_, has_key)) continue;
      errors.add(field + ".profile." + key, "unknown", "The programme does not ask this.");
    }
  }
  append_avoid(person, field, errors);
  std::vector<Term> avoided;
  for (const std::string& id : person.avoid_people) avoided.push_back(ids.add(id));
  std::ranges::sort(avoided);
  avoid_people_.push_back(std::move(avoided));
}

void People::append_avoid(const Person& person, const std::string& field, FieldErrors& errors) {
  std::vector<AvoidRule>& rules = avoid_.emplace_back();
  for (std::size_t i = 0; i < person.avoid.size(); ++i) {
    const Avoid& avoid = person.avoid[i];
    const std::string at = field + ".avoid." + std::to_string(i);
    const auto column = std::ranges::find_if(
        columns_, [&](const Column& candidate) { return candidate.attribute().key == avoid.attribute; });
    if (column == columns_.end()) {
      errors.add(at + ".attribute", "unknown", "The programme does not ask this.");
    } else if (column->attribute().kind == AttributeKind::availability) {
      errors.add(at + ".attribute", "wrong_kind", "Hours cannot be avoided.");
    } else if (!(avoid.within_km >= 0 && avoid.within_km <= farthest_km)) {
      errors.add(at + ".within_km", "out_of_range", "A distance is 0 to 20040 km.");
    } else {
      rules.push_back({static_cast<std::uint32_t>(column - columns_.begin()),
                       std::llround(avoid.within_km * 1000), avoid.when_unknown});
    }
  }
}

}  // namespace kith::match
