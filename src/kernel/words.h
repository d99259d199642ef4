#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kith {

// A sentence that the server itself says, in every language that Kith's own words have. What a programme says
// is in its package instead. Each module keeps its phrases together in its words.h.
struct Phrase {
  std::string_view en;
  std::string_view fr;

  // The phrase in that language (English when Kith has no such words), with {name} parts filled in.
  std::string in(std::string_view language,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> parts = {}) const;
};

}  // namespace kith
