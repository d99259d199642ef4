#pragma once

#include <string>
#include <string_view>

#include "kernel/ids.h"
#include "store/vault.h"

namespace kith::accounts {

// The one form of an address: e-mail trimmed and folded, phone in E.164 ("+44..."; blanks, dots, dashes and
// brackets between the digits are dropped). "" when it is neither.
std::string normal_address(std::string_view typed);

// The same, refusing field "address" when it is neither. The answer depends on the shape alone.
std::string required_address(std::string_view typed);

// What stands for an address in this module's rows.
std::string address_hash(const Vault& vault, std::string_view normal);

// Whose wrong tries are counted: the person's, or the address's when nobody has it. Both look the same.
std::string attempt_subject(const Vault& vault, const PersonId& person, std::string_view normal);

}  // namespace kith::accounts
