#include "modules/accounts/links.h"

#include "base/refusal.h"

namespace kith::accounts {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::string_view address_place = "account_link.address";

Duration life_of(LinkPurpose purpose) {
  switch (purpose) {
    case LinkPurpose::sign_in:
      return minutes(15);
    case LinkPurpose::invitation:
      return days(14);
    case LinkPurpose::set_password:
      return hours(48);
    case LinkPurpose::demonstration:
      return days(1);
  }
  return minutes(15);
}

std::string token_hash(Context& context, std::string_view token) {
  return context.vault.lookup_hash("accounts.link", token);
}

}  // namespace

std::string make_link(Context& context, const NewLink& link, std::string_view code_id) {
  const std::string token = context.world.random.token(token_bytes);
  LinkRow row;
  row.id = context.world.ids.next();
  row.purpose = link.purpose;
  row.person = link.person;
  row.programme = link.programme;
  row.code_id = code_id;
  if (!link.address.empty()) {
    row.address = context.vault.seal(context.tx, link.person.str(), address_place, link.address);
  }
  row.expires_at = context.now + (link.lives_for > Duration(0) ? link.lives_for : life_of(link.purpose));
  insert_link(context.tx, row, token_hash(context, token), context.now);
  return token;
}

LinkRow take_link(Context& context, std::string_view token, const std::vector<LinkPurpose>& purposes) {
  auto link = use_link(context.tx, token_hash(context, token), purposes, context.now);
  if (!link) {
    throw Refusal(RefusalKind::invalid, "accounts.link_used",
                  "This link was used already, or it is too old. Please ask for a new one.");
  }
  if (!link->code_id.empty()) use_code(context.tx, link->code_id, context.now);
  return *link;
}

std::string address_of(Context& context, const LinkRow& link) {
  if (!link.address) return "";
  return context.vault.open_sealed(context.tx, link.person.str(), address_place, link.address->data);
}

}  // namespace kith::accounts
