#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace kith {

// Reads the wrapped keys of several owners with few statements, for who is about to open what belongs to all
// of them: the Vault then unwraps each without asking the store again. What was read is forgotten with the
// transaction. Of owners without a key, or whose key was destroyed, nothing is noted: the Vault looks itself.
// `owners` are ids, at most most_keys_at_once.
constexpr std::size_t most_keys_at_once = 400;
// An import touches one owner after the other: what a transaction remembers is bounded, not chosen.
constexpr std::size_t most_remembered = 1000;
void read_keys_of(Tx& tx, const std::vector<std::string>& owners);

// The wrapped key that was read ahead; null when it was not.
const std::string* wrapped_key_read(Tx& tx, std::string_view owner);
void forget_wrapped_key(Tx& tx, std::string_view owner);

}  // namespace kith
