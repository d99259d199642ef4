#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kith::match {

// The number that stands for a text, so that comparing words is comparing integers.
using Term = std::uint32_t;

// Texts and their numbers. One with a parent knows the parent's texts by the parent's numbers and keeps only
// what is new, so that a search for a stranger does not change the problem. The parent must not grow
// meanwhile.
class Words {
 public:
  explicit Words(const Words* parent = nullptr) : parent_(parent), first_(parent ? parent->size() : 0) {}
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;

  Term add(std::string_view text);
  std::optional<Term> find(std::string_view text) const;
  const std::string& text(Term term) const;
  std::size_t size() const { return first_ + texts_.size(); }

 private:
  const Words* parent_;
  std::size_t first_;
  std::deque<std::string> texts_;  // a deque, because the map's keys point into it
  std::unordered_map<std::string_view, Term> numbers_;
};

}  // namespace kith::match
