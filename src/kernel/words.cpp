#include "kernel/words.h"

namespace kith {

std::string Phrase::in(std::string_view language,
                       std::initializer_list<std::pair<std::string_view, std::string_view>> parts) const {
  const std::string_view text = language == "fr" ? fr : en;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    out += text.substr(at, close == std::string_view::npos ? std::string_view::npos : open - at);
    if (close == std::string_view::npos) break;
    const std::string_view name = text.substr(open + 1, close - open - 1);
    for (const auto& [key, value] : parts) {
      if (key == name) out += value;
    }
    at = close + 1;
  }
  return out;
}

}  // namespace kith
