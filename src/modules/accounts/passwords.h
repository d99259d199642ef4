#pragma once

#include <string>
#include <string_view>

#include "kernel/context.h"
#include "modules/accounts/accounts.h"

// Passwords: Argon2id, hashed off the writer (promise N1), for staff only.
namespace kith::accounts {

// Before the transaction: is the password right? Costs the same for an address that nobody has. The result is
// for sign_in_by_password only.
Json check_password(Database& database, const Vault& vault, Accounts& accounts, const Json& input);

// Begins a session that waits for the second factor, or counts the wrong try and answers
// accounts.wrong_password.
void sign_in_by_password(Context& context, Accounts& accounts, std::string_view email);

// Before the transaction: refuses what the rules refuse, and hashes the rest.
Json hash_new_password(World& world, const Accounts& accounts, const Json& input);

// With a set_password link: keeps the hash and ends every session of the person.
void set_password_by_link(Context& context, std::string_view token, std::string_view password);

// Keeps a hash made by hash_checked.
void keep_password(Context& context, const PersonId& person, std::string_view hash);

// Refuses by the rules, else hashes: some 60 ms.
std::string hash_checked(World& world, const Accounts& accounts, std::string_view password);

}  // namespace kith::accounts
