#pragma once

#include <string>
#include <string_view>

namespace kith::journeys {

// What a clock counts from or waits for, in plain words: "match.accepted" is "the match began".
std::string words_of_event(std::string_view name, const std::string& language);

}  // namespace kith::journeys
