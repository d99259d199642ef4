#include "modules/accounts/codes.h"

#include <sodium.h>

#include "base/refusal.h"
#include "modules/accounts/address.h"
#include "modules/accounts/limits.h"
#include "modules/accounts/links.h"
#include "modules/accounts/sessions.h"
#include "modules/accounts/words.h"

namespace kith::accounts {
namespace {

constexpr auto code_life = minutes(10);
constexpr std::int64_t most_tries = 5;
constexpr std::int64_t most_codes_an_hour = 5;
constexpr std::size_t digits = 6;
// Addresses that wait for their letter belong to nobody yet, so they are sealed with a key of this module.
constexpr std::string_view seal_owner = "accounts";
constexpr std::string_view address_place = "account_code.address";

std::string fresh_code(Random& random) {
  std::string text = std::to_string(random.below(1'000'000));
  return std::string(digits - text.size(), '0') + text;
}

// Bound to the row and the address: the same digits are worth nothing for anybody else.
std::string code_hash(const Vault& vault, std::string_view id, std::string_view address,
                      std::string_view code) {
  std::string bound(id);
  ((bound += '\n') += address) += '\n';
  return vault.lookup_hash("accounts.code", bound += code);
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// Counts the try before it compares, and compares whoever has the address.
std::string right_code(Context& context, const std::string& address, std::string_view code) {
  const auto row = newest_code(context.tx, address);
  const std::string offered = code_hash(context.vault, row ? row->id : "", address, code);
  if (!row || !count_try(context.tx, row->id, most_tries)) return "";
  const bool open = !row->used && context.now < row->expires_at;
  return same(row->code_hash, offered) && open ? row->id : "";
}

}  // namespace

void ask_for_code(Context& context, std::string_view typed_address) {
  const std::string normal = required_address(typed_address);
  const std::string hash = address_hash(context.vault, normal);
  if (codes_since(context.tx, hash, context.now - hours(1)) >= most_codes_an_hour) return;
  const std::string id = context.world.ids.next();
  const Bytes sealed = context.vault.seal(context.tx, seal_owner, address_place, normal);
  insert_code(context.tx, {id, hash, sealed.data, context.language}, context.now);
  context.schedule("accounts.send_code", id, context.now, Json::object());
}

void send_code(Context& context, Accounts& accounts, const Job& job) {
  const auto waiting = waiting_code(context.tx, job.key);
  if (!waiting) return;
  const std::string address =
      context.vault.open_sealed(context.tx, seal_owner, address_place, waiting->address);
  const std::string code = fresh_code(context.world.random);
  fill_code(context.tx, waiting->id, code_hash(context.vault, waiting->id, waiting->address_hash, code),
            context.now + code_life);
  const PersonId person = accounts.people().find_by_address(context.tx, context.vault, address);
  if (person.empty()) return;
  const std::string token =
      make_link(context, {.person = person, .purpose = LinkPurpose::sign_in}, waiting->id);
  const std::string url = accounts.link_url(LinkPurpose::sign_in, token);
  accounts.postbox().post(context, {.to = person,
                                    .programme = {},
                                    .address = address,
                                    .subject = code_subject.in(waiting->language),
                                    .text = code_letter(waiting->language, code, url),
                                    .kind = "sign_in_code",
                                    .dedupe = waiting->id});
}

void sign_in_by_code(Context& context, Accounts& accounts, std::string_view typed_address,
                     std::string_view code) {
  const std::string normal = required_address(typed_address);
  const PersonId person = accounts.people().find_by_address(context.tx, context.vault, normal);
  const std::string subject = attempt_subject(context.vault, person, normal);
  const std::string right = right_code(context, address_hash(context.vault, normal), code);
  const bool locked = failures_of(context.tx, subject, Attempt::code) >= most_failures;
  if (right.empty() || person.empty() || locked) {
    add_failure(context.tx, subject, Attempt::code, context.now);
    context.reply.refusal = Refusal(
        RefusalKind::invalid, "accounts.wrong_code",
        "This code is not right, or it is too old. Use the newest code, or the link in the same message.",
        {{"code", "wrong_code", "This code is not right, or it is too old."}});
    return;
  }
  use_code(context.tx, right, context.now);
  use_link_of_code(context.tx, right, context.now);
  clear_failures(context.tx, subject, Attempt::code);
  begin_session(context, accounts.people(), person, Proof::code);
}

}  // namespace kith::accounts
