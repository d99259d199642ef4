#pragma once

#include <compare>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace kith {

// An identifier of one kind of thing. Two kinds do not mix: a PersonId is never taken for a ProgrammeId.
// The value is a time-ordered UUID in text, made by World::ids; an empty value means "none".
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}

  const std::string& str() const { return value_; }
  bool empty() const { return value_.empty(); }
  explicit operator bool() const { return !value_.empty(); }

  auto operator<=>(const Id&) const = default;
  bool operator==(const Id&) const = default;

 private:
  std::string value_;
};

template <class Tag>
std::vector<std::string> texts_of(const std::vector<Id<Tag>>& ids) {
  std::vector<std::string> out;
  for (const Id<Tag>& each : ids) out.push_back(each.str());
  return out;
}

}  // namespace kith

template <class Tag>
struct std::hash<kith::Id<Tag>> {
  std::size_t operator()(const kith::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
