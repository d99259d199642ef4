#pragma once

#include <optional>
#include <string>

#include "base/time.h"

// Where a page of a list ended, for lists that run by a time and then by an id. The text of it is the `next`
// of one answer and the `after` of the next request: whoever joins or leaves the list moves nobody past it.
namespace kith {

struct ListPlace {
  Instant at;
  std::string id;
};

// "<microseconds>.<id>".
std::string to_text(const ListPlace& place);

// Nothing for "". Refuses what to_text() never gave, naming the field `after`.
std::optional<ListPlace> list_place_of(const std::string& text);

}  // namespace kith
