#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json.h"

namespace kith {

// What was lately unsealed and read, so that a pool of people is not unsealed anew for everyone who looks at
// it. In memory only, and bounded: when the younger half is full it becomes the older one, whose entries go
// unless they are asked for again. An entry is found only under the very bytes that it was opened from.
class Opened {
 public:
  // At most this many sealed bytes are kept in each half; read, they take several times as much memory.
  static constexpr std::size_t most_bytes = std::size_t{2} << 20U;

  // Null when these bytes were not opened lately.
  std::shared_ptr<const Json> find(std::string_view owner, std::string_view place, std::string_view sealed);
  void keep(std::string_view owner, std::string_view place, std::string_view sealed,
            std::shared_ptr<const Json> content);
  // Everything of that owner.
  void forget(std::string_view owner);

 private:
  struct Entry {
    std::string place;
    std::string sealed;
    std::shared_ptr<const Json> content;
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  // By owner, who has one entry for each place.
  using Half = std::unordered_map<std::string, std::vector<Entry>, TextHash, std::equal_to<>>;

  void add(std::string_view owner, Entry entry);

  std::mutex lock_;
  Half young_;
  Half old_;
  std::size_t young_bytes_ = 0;
};

}  // namespace kith
