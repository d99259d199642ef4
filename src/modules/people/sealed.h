#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/people/people.h"
#include "modules/people/store.h"

// How names, contacts and answers are sealed and opened. For this folder only.
namespace kith {

struct ProfileContent {
  std::string display_name;
  package::Answers answers;
};

Bytes seal_identity(Context& context, const PersonId& person, const Identity& identity);
Identity open_identity(Context& context, const PersonId& person, std::string_view sealed);

Bytes seal_content(Context& context, const PersonId& person, const ProfileContent& content);
ProfileContent open_content(Context& context, const PersonId& person, std::string_view sealed);
Profile open_profile(Context& context, const Programme& programme, const people_store::ProfileRow& row);

// The keyed hash under which an e-mail address (case folded) or a phone number (digits and +) is found.
std::string address_hash(const Vault& vault, std::string_view address);

// What two rosters have in common when they speak of one person, strongest first: "ref", "email",
// "name_birth", "phone". Only those that the identity has.
std::vector<std::pair<std::string, std::string>> roster_keys(const Identity& identity);
std::string roster_hash(const Vault& vault, const std::string& kind, const std::string& key);

}  // namespace kith
