#include "modules/accounts/passwords.h"

#include <sodium.h>

#include <array>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/accounts/address.h"
#include "modules/accounts/events.h"
#include "modules/accounts/limits.h"
#include "modules/accounts/links.h"
#include "modules/accounts/password_rules.h"
#include "modules/accounts/sessions.h"
#include "modules/accounts/store.h"

namespace kith::accounts {
namespace {

// OWASP's and promise N1's least: 19 MiB, two passes.
constexpr std::size_t memory_bytes = 19 * 1024 * 1024;
constexpr unsigned long long passes = 2;
constexpr std::size_t salt_bytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t most_bytes = longest_password * 4;
// Says with which cost the rest was made, so that the cost can be raised later.
constexpr std::string_view scheme = "argon2id,19456,2:";
constexpr std::string_view hash_place = "account_password.hash";

std::string stretch(std::string_view password, std::string_view salt) {
  std::string out(hash_bytes, '\0');
  const int failed = crypto_pwhash(reinterpret_cast<unsigned char*>(out.data()), out.size(), password.data(),
                                   password.size(), reinterpret_cast<const unsigned char*>(salt.data()),
                                   passes, memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::runtime_error("no memory for hashing a password");
  return out;
}

std::string hash_of(World& world, std::string_view password) {
  std::string salt(salt_bytes, '\0');
  world.random.fill({reinterpret_cast<unsigned char*>(salt.data()), salt.size()});
  return std::string(scheme) + salt + stretch(password, salt);
}

// Stands in for the hash of somebody who has none, so that the work is the same.
std::string nobodys_hash() { return std::string(scheme) + std::string(salt_bytes + hash_bytes, '\0'); }

bool matches(std::string_view hash, std::string_view password) {
  if (hash.size() != scheme.size() + salt_bytes + hash_bytes || !hash.starts_with(scheme)) {
    throw std::runtime_error("a stored password hash is of an unknown kind");
  }
  const std::string_view salt = hash.substr(scheme.size(), salt_bytes);
  const std::string_view kept = hash.substr(scheme.size() + salt_bytes);
  const std::string made = stretch(password, salt);
  return sodium_memcmp(made.data(), kept.data(), kept.size()) == 0;
}

struct Kept {
  PersonId person;
  std::string hash;
  Instant set_at;
};

Kept kept_for(Tx& tx, const Vault& vault, Accounts& accounts, std::string_view email) {
  Kept kept{accounts.people().find_by_address(tx, vault, email), nobodys_hash(), {}};
  const auto row = kept.person.empty() ? std::nullopt : password_of(tx, kept.person);
  if (!row) return kept;
  std::string hash = vault.open_sealed(tx, kept.person.str(), hash_place, row->hash.data);
  if (hash.empty()) return kept;  // the person's key was destroyed
  kept.hash = std::move(hash);
  kept.set_at = row->set_at;
  return kept;
}

std::string hexadecimal(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  out.pop_back();
  return out;
}

std::string from_hexadecimal(std::string_view text) {
  std::string out(text.size() / 2, '\0');
  sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr,
                 nullptr, nullptr);
  return out;
}

// A password that was right a moment ago, outside the transaction, counts only while it is still the one.
bool still_proven(Context& context, const PersonId& person) {
  const Json& prepared = context.prepared;
  const Json* right = prepared.find("right");
  if (person.empty() || !right || !right->boolean() || prepared.text("person") != person.str()) return false;
  const auto row = password_of(context.tx, person);
  return row && row->set_at.micros == prepared.find("set_at")->integer();
}

}  // namespace

Json check_password(Database& database, const Vault& vault, Accounts& accounts, const Json& input) {
  const std::string& password = input.text("password");
  if (password.size() > most_bytes) return {};
  Kept kept;
  const std::string email = normal_address(input.text("email"));
  database.read([&](Tx& tx) { kept = kept_for(tx, vault, accounts, email); });
  const bool right = matches(kept.hash, composed(password));
  return Json::object({{"person", kept.person.str()}, {"set_at", kept.set_at.micros}, {"right", right}});
}

void sign_in_by_password(Context& context, Accounts& accounts, std::string_view email) {
  const std::string normal = normal_address(email);
  const PersonId person = accounts.people().find_by_address(context.tx, context.vault, normal);
  const std::string subject = attempt_subject(context.vault, person, normal);
  const bool locked = failures_of(context.tx, subject, Attempt::password) >= most_failures;
  const bool proven = still_proven(context, person) && accounts.people().is_staff_member(context.tx, person);
  if (locked || !proven) {
    add_failure(context.tx, subject, Attempt::password, context.now);
    context.reply.refusal = Refusal(RefusalKind::invalid, "accounts.wrong_password",
                                    "This e-mail address or password is not right. If you forgot it, or "
                                    "tried very often, ask the person who "
                                    "invited you for a link to set a new one.");
    return;
  }
  clear_failures(context.tx, subject, Attempt::password);
  begin_session(context, accounts.people(), person, Proof::password);
}

std::string hash_checked(World& world, const Accounts& accounts, std::string_view password) {
  const std::string normal = composed(password);
  const std::string_view fault = fault_of(normal, accounts.settings().breach_list);
  if (!fault.empty()) refuse_password(fault);
  return hash_of(world, normal);
}

Json hash_new_password(World& world, const Accounts& accounts, const Json& input) {
  return hexadecimal(hash_checked(world, accounts, input.text("password")));
}

void set_password_by_link(Context& context, std::string_view token, std::string_view password) {
  const LinkRow link = take_link(context, token, {LinkPurpose::set_password});
  if (is_personal(composed(password), address_of(context, link))) refuse_password("personal");
  keep_password(context, link.person, from_hexadecimal(context.prepared.string()));
}

void keep_password(Context& context, const PersonId& person, std::string_view hash) {
  const Bytes sealed = context.vault.seal(context.tx, person.str(), hash_place, hash);
  put_password(context.tx, person, {sealed, context.now});
  clear_failures(context.tx, attempt_subject(context.vault, person, ""), Attempt::password);
  end_all(context, person);
  context.emit(ProgrammeId(), person.str(), CredentialChanged{person});
}

}  // namespace kith::accounts
