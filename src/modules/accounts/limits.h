#pragma once

#include <cstdint>

namespace kith::accounts {

// Wrong tries in a row for one account, of one kind, before that way in is closed and recovery is needed
// (NIST SP 800-63B, 5.2.2: no more than 100).
inline constexpr std::int64_t most_failures = 100;

}  // namespace kith::accounts
