#pragma once

#include <string>

#include "base/world.h"

namespace kith::notifications {

struct Sender {
  std::string address;
  std::string name;
  std::string unsubscribe = {};  // where people choose what they are told; "" for no List-Unsubscribe
};

// A whole Internet message (RFC 5322, MIME) with CRLF line ends: From, To, Subject, Date, Message-ID,
// Auto-Submitted, List-Unsubscribe (RFC 2369) and the text.
std::string mail_text(const OutboundMessage& message, const Sender& sender, Instant at);

// Whether it may stand in an SMTP command: one address, without white space, brackets or control characters.
bool is_mailable(const std::string& address);

}  // namespace kith::notifications
