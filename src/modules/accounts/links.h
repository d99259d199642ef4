#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/context.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/store.h"

// Links: tokens that are good once, for one purpose, person and programme (promise N6).
namespace kith::accounts {

// Stores the hash of a fresh token and returns the token. `code_id` names the code that travels in the same
// message: using one of the two uses up the other.
std::string make_link(Context& context, const NewLink& link, std::string_view code_id = "");

// Uses the token up. Refuses accounts.link_used, the same for unknown, used, too old and meant for something
// else.
LinkRow take_link(Context& context, std::string_view token, const std::vector<LinkPurpose>& purposes);

// Where the link was sent, "" when that is not known.
std::string address_of(Context& context, const LinkRow& link);

}  // namespace kith::accounts
