#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/time.h"

namespace kith {

struct PushSettings {
  // The hosts that may be spoken to: "fcm.googleapis.com", or "*.push.apple.com" for every name below one.
  std::vector<std::string> services;
  std::string trusted_certificates = {};  // a file of certificates to trust instead of the system's
  // Lets an entry of `services` name this machine with a port. For tests alone: no setting turns it on.
  bool this_machine_too = false;
  Duration timeout = seconds(10);
};

// One message for one browser, already sealed for it.
struct PushMessage {
  std::string endpoint;
  std::string authorization;
  std::string topic;  // a message of the same topic that still waits there is replaced
  std::string body;
};

struct PushResult {
  bool accepted = false;
  bool gone = false;       // the browser will never be told there again
  bool permanent = false;  // this message is refused for good
  Duration retry_after{};  // what the service asked for, at most a day; none when it asked for nothing
  std::string detail;      // a code such as "http 429" or "curl 28", never an address
};

// The way to the push services of browser makers (RFC 8030).
class PushService {
 public:
  virtual ~PushService() = default;
  // Hands one message over. Blocks for at most the settings' timeout. Never throws.
  virtual PushResult send(const PushMessage& message) = 0;
};

// Connects to the named services only, by https on their usual port and never to a private address, whatever
// their names resolve to; through no proxy, follows no redirection and reads no answer but its status
// (promise I7: an endpoint is what somebody's browser sent).
std::unique_ptr<PushService> make_push_service(PushSettings settings);

// The services of Chrome, Firefox, Safari and Edge.
std::vector<std::string> well_known_push_services();

// The origin of an endpoint at one of the services: "https://fcm.googleapis.com". "" for everything else:
// another host, another scheme, a port, a user, a fragment.
std::string push_origin(const std::string& endpoint, const std::vector<std::string>& services);

}  // namespace kith
