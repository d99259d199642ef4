#include "engine/match/column.h"

#include <algorithm>
#include <cmath>

namespace kith::match {
namespace {

constexpr double largest_number = 1e12;
constexpr std::size_t most_words = 200;

std::size_t word_count(const Value& value) {
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return texts->size();
  if (const auto* skills = std::get_if<std::vector<LanguageSkill>>(&value)) return skills->size();
  return 0;
}

bool fits(AttributeKind kind, const Value& value) {
  switch (kind) {
    case AttributeKind::category:
    case AttributeKind::scale:
      return std::holds_alternative<std::string>(value);
    case AttributeKind::set:
    case AttributeKind::tags:
      return std::holds_alternative<std::vector<std::string>>(value);
    case AttributeKind::number:
      return std::holds_alternative<double>(value);
    case AttributeKind::year:
      return std::holds_alternative<int>(value);
    case AttributeKind::place:
      return std::holds_alternative<Place>(value);
    case AttributeKind::language:
      return std::holds_alternative<std::vector<LanguageSkill>>(value);
    case AttributeKind::availability:
      return std::holds_alternative<schedule::Availability>(value);
  }
  return false;
}

}  // namespace

bool is_known(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return !text->empty();
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
    return std::ranges::any_of(*texts, [](const std::string& text) { return !text.empty(); });
  }
  if (const auto* skills = std::get_if<std::vector<LanguageSkill>>(&value)) return !skills->empty();
  if (const auto* free = std::get_if<schedule::Availability>(&value)) return !free->slots.empty();
  return !std::holds_alternative<std::monostate>(value);
}

bool is_words(AttributeKind kind) {
  return kind == AttributeKind::category || kind == AttributeKind::set || kind == AttributeKind::tags;
}

bool is_ordered(AttributeKind kind) {
  return kind == AttributeKind::scale || kind == AttributeKind::number || kind == AttributeKind::year;
}

void Column::append(const Value& value, Words& words, const std::string& field, FieldErrors& errors) {
  bool known = is_known(value);
  if (known && !fits(attribute_.kind, value)) {
    errors.add(field, "wrong_kind", "This answer is not of the kind that is asked for.");
    known = false;
  }
  if (word_count(value) > most_words) {
    errors.add(field, "too_many", "This list is too long.");
    known = false;
  }
  const std::size_t rows = known_.size();
  known = known && append_value(value, words, field, errors);
  known_.push_back(known ? 1 : 0);
  starts_.push_back(static_cast<std::uint32_t>(terms_.size()));
  if (is_ordered(attribute_.kind)) numbers_.resize(rows + 1);
  if (attribute_.kind == AttributeKind::place) points_.resize(rows + 1);
  if (attribute_.kind == AttributeKind::availability) free_index_.resize(rows + 1);
}

bool Column::append_value(const Value& value, Words& words, const std::string& field, FieldErrors& errors) {
  if (is_words(attribute_.kind)) return append_words(value, words);
  if (is_ordered(attribute_.kind)) return append_ordered(value, field, errors);
  switch (attribute_.kind) {
    case AttributeKind::language:
      return append_languages(value, words, field, errors);
    case AttributeKind::place:
      return append_place(value, field, errors);
    default:
      return append_free_time(value, field, errors);
  }
}

bool Column::append_words(const Value& value, Words& words) {
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    const Term term = words.add(text);
    const bool seen = std::find(terms_.begin() + starts_.back(), terms_.end(), term) != terms_.end();
    if (!seen) terms_.push_back(term);
  };
  if (const auto* text = std::get_if<std::string>(&value)) add(*text);
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) std::ranges::for_each(*texts, add);
  return true;
}

bool Column::append_languages(const Value& value, Words& words, const std::string& field,
                              FieldErrors& errors) {
  const std::size_t start = terms_.size();
  for (const LanguageSkill& skill : std::get<std::vector<LanguageSkill>>(value)) {
    const auto& steps = attribute_.steps;
    const auto step = skill.level ? std::ranges::find(steps, *skill.level) : steps.end();
    if (skill.language.empty() || (skill.level && step == steps.end())) {
      errors.add(field, "unknown", "This language or its level is not one of the list.");
      terms_.resize(start);
      levels_.resize(start);
      return false;
    }
    const auto level = skill.level ? static_cast<std::int16_t>(step - steps.begin()) : highest_level;
    const Term term = words.add(skill.language);
    const auto seen = std::find(terms_.begin() + start, terms_.end(), term);
    if (seen == terms_.end()) {
      terms_.push_back(term);
      levels_.push_back(level);
    } else {
      auto& known_level = levels_[seen - terms_.begin()];
      known_level = std::max(known_level, level);
    }
  }
  return true;
}

bool Column::append_ordered(const Value& value, const std::string& field, FieldErrors& errors) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto step = std::ranges::find(attribute_.steps, *text);
    if (step == attribute_.steps.end()) {
      errors.add(field, "unknown", "This step is not one of the list.");
      return false;
    }
    numbers_.push_back(step - attribute_.steps.begin());
    return true;
  }
  if (const auto* year = std::get_if<int>(&value)) {
    if (*year < 1 || *year > 9999) {
      errors.add(field, "out_of_range", "A year is between 1 and 9999.");
      return false;
    }
    numbers_.push_back(*year);
    return true;
  }
  const double number = std::get<double>(value);
  if (!(std::abs(number) <= largest_number)) {
    errors.add(field, "out_of_range", "This number is too large.");
    return false;
  }
  numbers_.push_back(std::llround(number * 1000));
  return true;
}

bool Column::append_place(const Value& value, const std::string& field, FieldErrors& errors) {
  const Place place = std::get<Place>(value);
  if (!(std::abs(place.latitude) <= 90) || !(std::abs(place.longitude) <= 180)) {
    errors.add(field, "out_of_range", "Latitude is -90 to 90 and longitude -180 to 180.");
    return false;
  }
  points_.push_back(on_sphere(place));
  return true;
}

bool Column::append_free_time(const Value& value, const std::string& field, FieldErrors& errors) {
  const auto& free = std::get<schedule::Availability>(value);
  const auto slots = free.slots.all();
  const auto [seen, is_new] =
      free_seen_.try_emplace({free.zone, {slots.begin(), slots.end()}}, free_times_.size());
  if (is_new) {
    if (!is_time_zone(free.zone)) {
      free_seen_.erase(seen);
      errors.add(field, "unknown", "This time zone is not known.");
      return false;
    }
    free_times_.emplace_back(free, horizon_);
  }
  free_index_.push_back(seen->second);
  return true;
}

}  // namespace kith::match
