#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/actor.h"
#include "modules/accounts/accounts.h"
#include "store/database.h"
#include "store/vault.h"

// The rows of this module. Only its own files include this.
namespace kith::accounts {

// What a session was begun with.
enum class Proof { code, link, invitation, password, demonstration };

// Begun because another person wanted it, so that a second factor may be set up on top of it (promise N4).
inline bool vouched_for(Proof proof) { return proof == Proof::invitation || proof == Proof::password; }

struct SessionRow {
  SessionId id;
  PersonId person;
  SecondFactor second_factor = SecondFactor::none;
  Proof proof = Proof::code;
  bool staff = false;
  std::string device;
  Instant signed_in_at;
  Instant last_seen_at;
  Instant ends_at;
};

void insert_session(Tx& tx, const SessionRow& session, const std::string& token_hash);
// Sessions that nobody ended; whether they are still within their limits is for the caller to say.
std::optional<SessionRow> session_by_token(Tx& tx, const std::string& token_hash);
std::optional<SessionRow> session_by_id(Tx& tx, const SessionId& id);
std::vector<SessionRow> sessions_of(Tx& tx, const PersonId& person);
bool end_session(Tx& tx, const PersonId& person, const SessionId& id, Instant now);
std::vector<SessionId> end_sessions(Tx& tx, const PersonId& person, Instant now);
void note_seen(Tx& tx, const SessionId& id, Instant now, Instant if_before);

struct CodeRow {
  std::string id;
  std::string code_hash;  // "" while it is not made yet
  std::int64_t tries = 0;
  Instant expires_at;
  bool used = false;
};

struct WaitingCode {
  std::string id;
  std::string address_hash;
  std::string address;  // sealed
  std::string language;
};

std::int64_t codes_since(Tx& tx, const std::string& address_hash, Instant since);
void insert_code(Tx& tx, const WaitingCode& code, Instant now);
std::optional<WaitingCode> waiting_code(Tx& tx, const std::string& id);
void fill_code(Tx& tx, const std::string& id, const std::string& code_hash, Instant expires_at);
std::optional<CodeRow> newest_code(Tx& tx, const std::string& address_hash);
// False when it has been tried that often already.
bool count_try(Tx& tx, const std::string& id, std::int64_t most);
bool use_code(Tx& tx, const std::string& id, Instant now);

struct LinkRow {
  std::string id;
  LinkPurpose purpose = LinkPurpose::sign_in;
  PersonId person;
  ProgrammeId programme;
  std::string code_id;  // of the code in the same message
  std::optional<Bytes> address;
  Instant expires_at;
};

void insert_link(Tx& tx, const LinkRow& link, const std::string& token_hash, Instant now);
// The one statement that uses a link up: of any number of callers, one gets it.
std::optional<LinkRow> use_link(Tx& tx, const std::string& token_hash,
                                const std::vector<LinkPurpose>& purposes, Instant now);
void use_link_of_code(Tx& tx, const std::string& code_id, Instant now);

struct PasswordRow {
  Bytes hash;  // sealed
  Instant set_at;
};

std::optional<PasswordRow> password_of(Tx& tx, const PersonId& person);
void put_password(Tx& tx, const PersonId& person, const PasswordRow& password);

struct SecondFactorRow {
  Bytes secret;  // sealed
  std::int64_t last_step = 0;
  bool confirmed = false;
};

std::optional<SecondFactorRow> second_factor_of(Tx& tx, const PersonId& person);
void put_second_factor(Tx& tx, const PersonId& person, const Bytes& secret, Instant now);
void confirm_second_factor(Tx& tx, const PersonId& person, Instant now);
// False when this time step, or a later one, was used before.
bool use_step(Tx& tx, const PersonId& person, std::int64_t step);
void delete_second_factor(Tx& tx, const PersonId& person);

enum class Attempt { code, password, second_factor };

std::int64_t failures_of(Tx& tx, const std::string& subject, Attempt kind);
void add_failure(Tx& tx, const std::string& subject, Attempt kind, Instant now);
void clear_failures(Tx& tx, const std::string& subject, Attempt kind);

void delete_aged(Tx& tx, Instant now);
void delete_person(Tx& tx, const PersonId& person, const std::string& subject);
std::int64_t sessions_done_without_factor(Tx& tx);

}  // namespace kith::accounts

namespace kith {

template <>
struct EnumNames<accounts::Proof> {
  static constexpr std::pair<accounts::Proof, std::string_view> names[] = {
      {accounts::Proof::code, "code"},
      {accounts::Proof::link, "link"},
      {accounts::Proof::invitation, "invitation"},
      {accounts::Proof::password, "password"},
      {accounts::Proof::demonstration, "demonstration"}};
};

template <>
struct EnumNames<accounts::Attempt> {
  static constexpr std::pair<accounts::Attempt, std::string_view> names[] = {
      {accounts::Attempt::code, "code"},
      {accounts::Attempt::password, "password"},
      {accounts::Attempt::second_factor, "second_factor"}};
};

}  // namespace kith
