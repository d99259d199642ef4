#pragma once

#include <string>
#include <string_view>

#include "kernel/context.h"

// The second factor: a time-based code (RFC 6238: SHA-1, 6 digits, 30 s) from an app on the person's phone.
namespace kith::accounts {

struct Setup {
  std::string secret;  // base32, to type
  std::string uri;     // otpauth://, for a QR code; names nobody
};

// A fresh secret, not yet in force. Refuses accounts.no_setup unless the session waits for a set-up and began
// with a password or an invitation (promise N4).
Setup set_up_second_factor(Context& context);

// The first right code puts it in force and makes the session whole.
void confirm_second_factor_code(Context& context, std::string_view code);

// A right code, of a time step not used before, makes the session whole. A wrong one is counted and answered
// accounts.wrong_code; after a hundred in a row only a reset by another person helps.
void prove_second_factor(Context& context, std::string_view code);

}  // namespace kith::accounts
