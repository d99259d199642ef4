#include "engine/match/words.h"

namespace kith::match {

Term Words::add(std::string_view text) {
  if (const auto known = find(text)) return *known;
  const Term term = static_cast<Term>(size());
  texts_.emplace_back(text);
  numbers_.emplace(texts_.back(), term);
  return term;
}

std::optional<Term> Words::find(std::string_view text) const {
  if (parent_) {
    if (const auto known = parent_->find(text)) return known;
  }
  const auto found = numbers_.find(text);
  if (found == numbers_.end()) return std::nullopt;
  return found->second;
}

const std::string& Words::text(Term term) const {
  return term < first_ ? parent_->text(term) : texts_[term - first_];
}

}  // namespace kith::match
