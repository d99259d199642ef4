#pragma once

#include <string>
#include <utility>
#include <vector>

#include "modules/conversations/conversations.h"

// What this module does with others' events, and who hears of its own. For this folder only.
namespace kith {

std::vector<std::pair<std::string, Within>> conversation_reactions(Conversations& conversations);
std::vector<Audience> conversation_audiences();

}  // namespace kith
