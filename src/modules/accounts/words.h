#pragma once

#include <string>
#include <string_view>

// What letters of this module say. Neutral on purpose: no programme and no condition, because a letter may be
// seen by others on a shared screen or phone (promise S10).
namespace kith::accounts {

struct Words {
  std::string_view en;
  std::string_view fr;
  std::string in(std::string_view language) const { return std::string(language == "fr" ? fr : en); }
};

inline constexpr Words code_subject{"Your code to come in", "Votre code d'accès"};

std::string code_letter(std::string_view language, std::string_view code, std::string_view url);

}  // namespace kith::accounts
