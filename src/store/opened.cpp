#include "store/opened.h"

#include <algorithm>
#include <utility>

namespace kith {

std::shared_ptr<const Json> Opened::find(std::string_view owner, std::string_view place,
                                         std::string_view sealed) {
  const std::lock_guard guard(lock_);
  for (Half* half : {&young_, &old_}) {
    const auto known = half->find(owner);
    if (known == half->end()) continue;
    auto& entries = known->second;
    const auto entry = std::ranges::find(entries, place, &Entry::place);
    if (entry == entries.end() || entry->sealed != sealed) continue;
    auto content = entry->content;
    if (half == &old_) {
      Entry moved = std::move(*entry);
      entries.erase(entry);
      add(owner, std::move(moved));
    }
    return content;
  }
  return nullptr;
}

void Opened::keep(std::string_view owner, std::string_view place, std::string_view sealed,
                  std::shared_ptr<const Json> content) {
  if (sealed.size() > most_bytes) return;
  const std::lock_guard guard(lock_);
  add(owner, {std::string(place), std::string(sealed), std::move(content)});
}

void Opened::forget(std::string_view owner) {
  const std::lock_guard guard(lock_);
  for (Half* half : {&young_, &old_}) {
    if (const auto known = half->find(owner); known != half->end()) half->erase(known);
  }
}

void Opened::add(std::string_view owner, Entry entry) {
  if (young_bytes_ + entry.sealed.size() > most_bytes) {
    old_ = std::exchange(young_, {});
    young_bytes_ = 0;
  }
  young_bytes_ += entry.sealed.size();
  const auto known = young_.find(owner);
  auto& entries = known != young_.end() ? known->second : young_[std::string(owner)];
  std::erase_if(entries, [&](const Entry& each) { return each.place == entry.place; });
  entries.push_back(std::move(entry));
}

}  // namespace kith
