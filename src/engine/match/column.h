#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/match/attribute.h"
#include "engine/match/field_errors.h"
#include "engine/match/geometry.h"
#include "engine/match/words.h"
#include "engine/schedule/free_time.h"

namespace kith::match {

// The level of a language given without one: above every step.
inline constexpr std::int16_t highest_level = 32767;

bool is_words(AttributeKind kind);    // category, set, tags
bool is_ordered(AttributeKind kind);  // scale, number, year

// The values of one attribute for many people, each person a row, stored as numbers.
// Word kinds and languages: distinct terms in the order given. Scale: the step's index. Number: thousandths.
class Column {
 public:
  Column(const Attribute& attribute, schedule::Horizon horizon) : attribute_(attribute), horizon_(horizon) {}

  // Adds the next row. What is wrong with the value goes to `errors` under `field`; the row is then not
  // known.
  void append(const Value& value, Words& words, const std::string& field, FieldErrors& errors);

  const Attribute& attribute() const { return attribute_; }
  std::size_t size() const { return known_.size(); }
  bool known(std::uint32_t row) const { return known_[row] != 0; }
  std::span<const Term> terms(std::uint32_t row) const {
    return {terms_.data() + starts_[row], terms_.data() + starts_[row + 1]};
  }
  std::span<const std::int16_t> levels(std::uint32_t row) const {
    return {levels_.data() + starts_[row], levels_.data() + starts_[row + 1]};
  }
  std::int64_t number(std::uint32_t row) const { return numbers_[row]; }
  const SpherePoint& point(std::uint32_t row) const { return points_[row]; }
  const schedule::FreeTime& free_time(std::uint32_t row) const { return free_times_[free_index_[row]]; }

 private:
  bool append_value(const Value& value, Words& words, const std::string& field, FieldErrors& errors);
  bool append_words(const Value& value, Words& words);
  bool append_languages(const Value& value, Words& words, const std::string& field, FieldErrors& errors);
  bool append_ordered(const Value& value, const std::string& field, FieldErrors& errors);
  bool append_place(const Value& value, const std::string& field, FieldErrors& errors);
  bool append_free_time(const Value& value, const std::string& field, FieldErrors& errors);

  Attribute attribute_;
  schedule::Horizon horizon_;
  std::vector<std::uint8_t> known_;
  std::vector<std::uint32_t> starts_ = {0};
  std::vector<Term> terms_;
  std::vector<std::int16_t> levels_;
  std::vector<std::int64_t> numbers_;
  std::vector<SpherePoint> points_;
  std::vector<std::uint32_t> free_index_;
  std::vector<schedule::FreeTime> free_times_;
  // Many people give the same hours: each distinct availability is laid out once.
  std::map<std::pair<std::string, std::vector<schedule::WeeklySlot>>, std::uint32_t> free_seen_;
};

}  // namespace kith::match
