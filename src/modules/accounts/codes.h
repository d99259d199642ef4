#pragma once

#include <string_view>

#include "kernel/context.h"
#include "kernel/module.h"
#include "modules/accounts/accounts.h"

// Codes: six digits sent to an address, good once, for ten minutes and five tries; at most five an hour to
// one address, and after a hundred wrong tries for one person only the link in the message helps.
namespace kith::accounts {

// Writes down that a code is wanted, and nothing else: whether anybody has the address is asked later, by the
// job, so that this takes the same work for every address (promises N2, A3).
void ask_for_code(Context& context, std::string_view typed_address);

// The job: makes the code and, when one person has the address, sends it with a link in the same message.
void send_code(Context& context, Accounts& accounts, const Job& job);

// Begins a session, or counts the wrong try and answers accounts.wrong_code.
void sign_in_by_code(Context& context, Accounts& accounts, std::string_view typed_address,
                     std::string_view code);

}  // namespace kith::accounts
