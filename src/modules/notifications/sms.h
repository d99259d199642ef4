#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/world.h"

namespace kith {

// A text message leaves by an HTTP gateway, as most providers and GSM modems offer one, or as a file in a
// folder that another program empties.
struct SmsSettings {
  std::string url;              // "https://sms.example.org/send"; http for this machine only
  bool as_form = false;         // a form instead of JSON
  std::string to_field = "to";  // what the gateway calls the receiver, the words and the sender
  std::string text_field = "text";
  std::string from_field = "from";
  std::string from = {};                   // a number or name; "" sends none
  std::string authorization = {};          // the whole header value: "Bearer ..." or "Basic ..."; "" for none
  std::filesystem::path drop_folder = {};  // instead of `url`
  Duration timeout = seconds(30);
};

// One POST for each message, with the message id as Idempotency-Key. 2xx is taken; 4xx is a refusal for good,
// but 401, 403, 408 and 429, and everything else is worth another try. Connects to the named host only,
// through no proxy, and follows no redirection. A file of the folder is called by the message id, so that a
// second try writes the same file; it is complete when it has its name. E-mail is refused for good.
//
// Throws Refusal invalid "notifications.sms_settings" when the settings cannot work or would send numbers in
// the clear over a network.
std::unique_ptr<Outbound> make_sms_outbound(SmsSettings settings);

// E-mail to one, text messages to the other. Either may be empty: then its messages are refused for good.
std::unique_ptr<Outbound> make_routes(std::unique_ptr<Outbound> email, std::unique_ptr<Outbound> sms);

}  // namespace kith
