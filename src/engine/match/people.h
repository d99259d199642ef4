#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/column.h"
#include "engine/match/field_errors.h"
#include "engine/match/problem.h"
#include "engine/match/words.h"

namespace kith::match {

struct AvoidRule {
  std::uint32_t attribute = 0;
  std::int64_t within_metres = 0;
  Missing when_unknown = Missing::passes;
};

// Many people, each a row, with one column for each attribute of the model.
class People {
 public:
  explicit People(const Model& model);

  // `words` numbers the answers and `ids` the people, in both roles. `field` names the person in errors.
  void append(const Person& person, Words& words, Words& ids, const std::string& field, FieldErrors& errors);

  std::size_t size() const { return ids_.size(); }
  const Column& column(std::size_t attribute) const { return columns_[attribute]; }
  Term id(std::uint32_t row) const { return ids_[row]; }
  const std::vector<AvoidRule>& avoid(std::uint32_t row) const { return avoid_[row]; }
  const std::vector<Term>& avoid_people(std::uint32_t row) const { return avoid_people_[row]; }  // sorted

 private:
  void append_avoid(const Person& person, const std::string& field, FieldErrors& errors);

  std::vector<Column> columns_;
  std::vector<Term> ids_;
  std::vector<std::vector<AvoidRule>> avoid_;
  std::vector<std::vector<Term>> avoid_people_;
};

}  // namespace kith::match
