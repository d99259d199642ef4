#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "kernel/ids.h"

// What the accounts module publishes. The subject of each is the person's id.
namespace kith {

struct SignedIn {
  static constexpr std::string_view schema_name = "SignedIn";
  static constexpr std::string_view type = "accounts.signed_in";
  PersonId person;
  SessionId session;
  static constexpr auto fields() {
    return std::tuple{field("person", &SignedIn::person), field("session", &SignedIn::session)};
  }
};

// A session was ended by hand, by the person or for them, or gave way to a new one. Open sockets of it are
// closed.
struct SessionEnded {
  static constexpr std::string_view schema_name = "SessionEnded";
  static constexpr std::string_view type = "accounts.session_ended";
  PersonId person;
  SessionId session;
  static constexpr auto fields() {
    return std::tuple{field("person", &SessionEnded::person), field("session", &SessionEnded::session)};
  }
};

// A password was set, or a second factor was set up or taken away.
struct CredentialChanged {
  static constexpr std::string_view schema_name = "CredentialChanged";
  static constexpr std::string_view type = "accounts.credential_changed";
  PersonId person;
  static constexpr auto fields() { return std::tuple{field("person", &CredentialChanged::person)}; }
};

}  // namespace kith
