#include "kernel/list_place.h"

#include <charconv>

#include "base/refusal.h"

namespace kith {

std::string to_text(const ListPlace& place) { return std::to_string(place.at.micros) + "." + place.id; }

std::optional<ListPlace> list_place_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  ListPlace place;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, place.at.micros);
  if (error != std::errc() || stop == end || *stop != '.') {
    throw invalid({{"after", "not_a_place", "This must be the `next` of an earlier answer."}});
  }
  place.id = std::string(stop + 1, end);
  return place;
}

}  // namespace kith
