#include "modules/accounts/second_factor.h"

#include <liboath/oath.h>
#include <sodium.h>

#include <array>
#include <cstdlib>

#include "base/refusal.h"
#include "modules/accounts/address.h"
#include "modules/accounts/events.h"
#include "modules/accounts/limits.h"
#include "modules/accounts/sessions.h"
#include "modules/accounts/store.h"

namespace kith::accounts {
namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::int64_t step_seconds = 30;
constexpr std::int64_t window = 1;
constexpr unsigned digits = 6;
constexpr std::string_view secret_place = "account_second_factor.secret";

std::string base32(std::string_view bytes) {
  char* text = nullptr;
  std::size_t length = 0;
  if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK) {
    throw std::runtime_error("cannot write a secret in base32");
  }
  std::string out(text, length);
  std::free(text);
  while (out.ends_with('=')) out.pop_back();
  return out;
}

std::string code_at(std::string_view secret, std::int64_t step) {
  std::array<char, digits + 1> out{};
  if (oath_totp_generate(secret.data(), secret.size(), step * step_seconds, step_seconds, 0, digits,
                         out.data()) != OATH_OK) {
    throw std::runtime_error("cannot make a time-based code");
  }
  return out.data();
}

// The time step whose code this is, within the window, or -1.
std::int64_t step_of(std::string_view secret, std::string_view code, Instant now) {
  const std::int64_t current = now.micros / (step_seconds * 1'000'000);
  std::int64_t found = -1;
  for (std::int64_t step = current - window; step <= current + window; ++step) {
    const std::string right = code_at(secret, step);
    if (code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0)
      found = step;
  }
  return found;
}

// Uses the code's time step up, so that the same code never counts twice.
bool take_code(Context& context, const SecondFactorRow& factor, std::string_view code) {
  const PersonId& person = context.actor.person;
  const std::string secret =
      context.vault.open_sealed(context.tx, person.str(), secret_place, factor.secret.data);
  const std::int64_t step = secret.empty() ? -1 : step_of(secret, code, context.now);
  return step >= 0 && use_step(context.tx, person, step);
}

void refuse_code(Context& context) {
  context.reply.refusal =
      Refusal(RefusalKind::invalid, "accounts.wrong_code",
              "This code is not right, or it was used already. Wait for the next one in your app.",
              {{"code", "wrong_code", "This code is not right, or it was used already."}});
}

void require_setup(Context& context) {
  const auto session = session_by_id(context.tx, context.actor.session);
  const auto factor = second_factor_of(context.tx, context.actor.person);
  const bool may = session && session->second_factor == SecondFactor::setup && vouched_for(session->proof);
  if (may && !(factor && factor->confirmed)) return;
  throw Refusal(
      RefusalKind::forbidden, "accounts.no_setup",
      "To set up your second step, come in with your password, or with the invitation that was sent to you.");
}

}  // namespace

Setup set_up_second_factor(Context& context) {
  require_setup(context);
  std::string secret(secret_bytes, '\0');
  context.world.random.fill({reinterpret_cast<unsigned char*>(secret.data()), secret.size()});
  const PersonId& person = context.actor.person;
  put_second_factor(context.tx, person, context.vault.seal(context.tx, person.str(), secret_place, secret),
                    context.now);
  const std::string text = base32(secret);
  return {text, "otpauth://totp/Kith?secret=" + text + "&issuer=Kith&algorithm=SHA1&digits=6&period=30"};
}

void confirm_second_factor_code(Context& context, std::string_view code) {
  require_setup(context);
  const auto factor = second_factor_of(context.tx, context.actor.person);
  if (!factor || !take_code(context, *factor, code)) return refuse_code(context);
  confirm_second_factor(context.tx, context.actor.person, context.now);
  context.emit(ProgrammeId(), context.actor.person.str(), CredentialChanged{context.actor.person});
  complete_session(context);
}

void prove_second_factor(Context& context, std::string_view code) {
  const PersonId& person = context.actor.person;
  const auto factor = second_factor_of(context.tx, person);
  if (context.actor.second_factor != SecondFactor::needed || !factor || !factor->confirmed) {
    throw Refusal(RefusalKind::conflict, "accounts.not_asked", "No second step is asked for now.");
  }
  const std::string subject = attempt_subject(context.vault, person, "");
  const bool locked = failures_of(context.tx, subject, Attempt::second_factor) >= most_failures;
  if (locked || !take_code(context, *factor, code)) {
    add_failure(context.tx, subject, Attempt::second_factor, context.now);
    return refuse_code(context);
  }
  clear_failures(context.tx, subject, Attempt::second_factor);
  complete_session(context);
}

}  // namespace kith::accounts
