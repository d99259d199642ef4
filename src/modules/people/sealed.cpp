#include "modules/people/sealed.h"

#include "base/text.h"

namespace kith {
namespace {

constexpr std::string_view identity_place = "person.identity";
constexpr std::string_view content_place = "profile.content";

std::string own_words(const package::Package& package, const ProfileContent& content, Role role) {
  for (const package::Question& question : package.questions) {
    const bool other_side = question.asked_of == (role == Role::supporter ? package::AskedOf::participant
                                                                          : package::AskedOf::supporter);
    if (!question.own_words || other_side) continue;
    const auto found = content.answers.find(question.key);
    if (found != content.answers.end() && found->second.is_string()) return found->second.string();
  }
  return "";
}

}  // namespace

Bytes seal_identity(Context& context, const PersonId& person, const Identity& identity) {
  const Json plain = Json::object({{"ref", identity.ref},
                                   {"first_name", identity.first_name},
                                   {"last_name", identity.last_name},
                                   {"email", identity.email},
                                   {"phone", identity.phone},
                                   {"landline", identity.landline},
                                   {"birth_date", identity.birth_date}});
  return context.vault.seal(context.tx, person.str(), identity_place, to_text(plain));
}

Identity open_identity(Context& context, const PersonId& person, std::string_view sealed) {
  const auto json = context.vault.open_json(context.tx, person.str(), identity_place, sealed);
  if (!json) return {};
  return {json->text("ref"),   json->text("first_name"), json->text("last_name"), json->text("email"),
          json->text("phone"), json->text("landline"),   json->text("birth_date")};
}

Bytes seal_content(Context& context, const PersonId& person, const ProfileContent& content) {
  const Json plain =
      Json::object({{"display_name", content.display_name}, {"answers", content.answers.json()}});
  return context.vault.seal(context.tx, person.str(), content_place, to_text(plain));
}

ProfileContent open_content(Context& context, const PersonId& person, std::string_view sealed) {
  const auto json = context.vault.open_json(context.tx, person.str(), content_place, sealed);
  if (!json) return {};
  const std::shared_ptr<const Json> answers(json, json->find("answers"));
  return {json->text("display_name"), package::Answers(answers)};
}

Profile open_profile(Context& context, const Programme& programme, const people_store::ProfileRow& row) {
  ProfileContent content = open_content(context, row.grant.person, row.content);
  std::string note = own_words(*programme.package, content, row.grant.role);
  return {row.grant.person,
          row.grant.programme,
          row.grant.role,
          row.grant.state,
          row.grant.waiting_since.value_or(row.grant.since),
          std::move(content.display_name),
          std::move(note),
          row.language,
          std::move(content.answers),
          row.hidden};
}

std::string address_hash(const Vault& vault, std::string_view address) {
  std::string known_as;
  if (address.find('@') != std::string_view::npos) {
    known_as = folded(address);
  } else {
    for (const char c : address) {
      if ((c >= '0' && c <= '9') || c == '+') known_as += c;
    }
  }
  return vault.lookup_hash("address", known_as);
}

std::string roster_hash(const Vault& vault, const std::string& kind, const std::string& key) {
  return vault.lookup_hash("roster." + kind, key);
}

std::vector<std::pair<std::string, std::string>> roster_keys(const Identity& identity) {
  std::vector<std::pair<std::string, std::string>> keys;
  if (!identity.ref.empty()) keys.emplace_back("ref", folded(identity.ref));
  if (!identity.email.empty()) keys.emplace_back("email", folded(identity.email));
  if (!identity.birth_date.empty() && !identity.last_name.empty()) {
    keys.emplace_back("name_birth", plain_folded(identity.full_name()) + " " + identity.birth_date);
  }
  if (!identity.phone.empty()) keys.emplace_back("phone", identity.phone);
  return keys;
}

}  // namespace kith
