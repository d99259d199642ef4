#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "kernel/actor.h"
#include "kernel/context.h"

// Questions that the kernel or a lower module asks and a higher module answers. main wires them.
namespace kith {

// Answered by accounts: which session a cookie stands for.
class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Fills person, session, csrf and second_factor of the actor; leaves it anonymous when the token is
  // unknown, ended, idle too long or too old. Reads only.
  virtual void authenticate(Tx& tx, const Vault& vault, std::string_view token, Instant now,
                            Actor& actor) = 0;
  // Notes that the actor's session is in use. Called within write transactions only, so that reading stays
  // reading.
  virtual void touch(Tx&, const Actor&, Instant) {}
};

// Answered by people: what a person is, and by which address they are found.
class PeopleDirectory {
 public:
  virtual ~PeopleDirectory() = default;
  // Fills grants and language.
  virtual void fill(Tx& tx, Actor& actor) = 0;
  // The one person who has this e-mail address or phone number; none when nobody or more than one has it.
  virtual PersonId find_by_address(Tx& tx, const Vault& vault, std::string_view address) = 0;
  // Whether the person holds any staff role, for which a link or a code alone is not enough (promise N4).
  virtual bool is_staff_member(Tx& tx, const PersonId& person) = 0;
};

// Answered by notifications: takes a message to a person into the durable outbox.
struct Letter {
  PersonId to;
  ProgrammeId programme;
  std::string address;  // "" to use the person's own
  std::string subject;
  std::string text;
  std::string kind;    // "sign_in_code", "invitation": for the operator's list
  std::string dedupe;  // one letter per (person, kind, dedupe)
};

class Postbox {
 public:
  virtual ~Postbox() = default;
  virtual void post(Context& context, const Letter& letter) = 0;
};

}  // namespace kith
