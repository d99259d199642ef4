#pragma once

#include <memory>
#include <string>

#include "base/world.h"

namespace kith {

// How the way to the mail server is protected. `none` is for a server on this machine only.
enum class SmtpSecurity { none, starttls, tls };

struct SmtpSettings {
  std::string host;
  int port = 587;
  SmtpSecurity security = SmtpSecurity::starttls;
  std::string user = {};  // "" for a server that asks for none
  std::string password = {};
  std::string from_address = {};
  std::string unsubscribe = {};    // the page where people choose what they are told; "" for none
  std::string from_name = "Kith";  // neutral: it stands on locked screens (promise S10)
  std::string trusted_certificates =
      {};  // a file of certificates to trust instead of the system's; "" for those
  Duration timeout = seconds(30);
};

// Sends e-mail over SMTP: UTF-8 plain text, the message id of the OutboundMessage, the receiver's address and
// nothing else about anybody in the headers. Connects to the named host only (promise I7), through no proxy.
//
// Answers: a refusal of the message (5xx) is permanent; everything else (4xx, no connection, a refused
// sign-in, time over) is worth another try. Text messages are refused for good: there is no gateway.
// `detail` is a code such as "smtp 550" or "curl 28".
//
// Throws Refusal invalid "notifications.mail_settings" when the settings cannot work or would send letters in
// the clear over a network (promise O2).
std::unique_ptr<Outbound> make_smtp_outbound(SmtpSettings settings, Clock& clock);

}  // namespace kith
