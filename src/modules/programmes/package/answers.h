#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"

namespace kith::package {

// What somebody answered: by question key in the storage form of profile.h. It never changes, so that answers
// are shared with the memory that they were opened into, and cost nothing to hand on.
class Answers {
 public:
  using Iterator = Json::Object::const_iterator;  // to pairs of a key and what was answered

  Answers() : Answers(std::make_shared<const Json>(Json::object())) {}
  // An object.
  explicit Answers(std::shared_ptr<const Json> answers) : answers_(std::move(answers)) {}
  Answers(const std::map<std::string, Json>& answers)
      : Answers(std::make_shared<const Json>(Json::Object(answers.begin(), answers.end()))) {}

  const Json& json() const { return *answers_; }
  Iterator begin() const { return json().members().begin(); }
  Iterator end() const { return json().members().end(); }
  // The end when it was not answered.
  Iterator find(std::string_view key) const {
    return std::find_if(begin(), end(), [&](const auto& each) { return each.first == key; });
  }

 private:
  std::shared_ptr<const Json> answers_;
};

}  // namespace kith::package
