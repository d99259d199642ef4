#include "modules/accounts/sessions.h"

#include "base/refusal.h"
#include "kernel/dispatch.h"
#include "modules/accounts/events.h"

namespace kith::accounts {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::size_t token_length = 43;
constexpr auto member_idle = days(30);
constexpr auto member_life = days(180);
constexpr auto staff_idle = hours(12);
constexpr auto staff_life = days(7);
constexpr auto wait_for_second_factor = minutes(15);
constexpr auto wait_for_set_up = hours(1);
// Seen this far in the future means that the clock was set back; such a session would live too long (promise
// R9).
constexpr auto clock_tolerance = minutes(10);
constexpr std::string_view tidy_kind = "accounts.tidy";

Duration life_of(bool staff, SecondFactor factor) {
  if (factor == SecondFactor::needed) return wait_for_second_factor;
  if (factor == SecondFactor::setup) return wait_for_set_up;
  return staff ? Duration(staff_life) : Duration(member_life);
}

SecondFactor asked_factor(Tx& tx, const PersonId& person, bool staff) {
  if (!staff) return SecondFactor::none;
  const auto factor = second_factor_of(tx, person);
  return factor && factor->confirmed ? SecondFactor::needed : SecondFactor::setup;
}

void set_cookie(Context& context, std::string_view token, std::int64_t max_age) {
  context.reply.cookies.push_back(
      std::string(session_cookie) + "=" + std::string(token) +
      "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age));
}

void told_ended(Context& context, const PersonId& person, const SessionId& session) {
  context.emit(ProgrammeId(), person.str(), SessionEnded{person, session});
}

// One row for each day: scheduling it again on the same day changes nothing.
void schedule_tidying(Context& context) {
  const std::int64_t day_micros = Duration(days(1)).count();
  const std::int64_t tomorrow = context.now.micros / day_micros + 1;
  context.schedule(tidy_kind, std::to_string(tomorrow), Instant{tomorrow * day_micros}, Json::object());
}

void insert_new(Context& context, SessionRow session) {
  const std::string token = context.world.random.token(token_bytes);
  session.id = context.fresh<SessionId>();
  session.signed_in_at = session.last_seen_at = context.now;
  const Duration life = life_of(session.staff, session.second_factor);
  session.ends_at = context.now + life;
  insert_session(context.tx, session, context.vault.lookup_hash("accounts.session", token));
  set_cookie(context, token, std::chrono::duration_cast<std::chrono::seconds>(life).count());
  schedule_tidying(context);
  context.emit(ProgrammeId(), session.person.str(), SignedIn{session.person, session.id});
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view browser_of(std::string_view agent) {
  if (has(agent, "Firefox/") || has(agent, "FxiOS/")) return "Firefox";
  if (has(agent, "Edg/") || has(agent, "EdgA/") || has(agent, "EdgiOS/")) return "Edge";
  if (has(agent, "SamsungBrowser/")) return "Samsung Internet";
  if (has(agent, "OPR/")) return "Opera";
  if (has(agent, "Chrome/") || has(agent, "CriOS/")) return "Chrome";
  if (has(agent, "Safari/")) return "Safari";
  return "";
}

std::string_view machine_of(std::string_view agent) {
  if (has(agent, "iPhone")) return "iPhone";
  if (has(agent, "iPad")) return "iPad";
  if (has(agent, "Android")) return "Android";
  if (has(agent, "Windows")) return "Windows";
  if (has(agent, "Macintosh")) return "Mac";
  if (has(agent, "CrOS")) return "Chromebook";
  if (has(agent, "Linux")) return "Linux";
  return "";
}

}  // namespace

bool is_alive(const SessionRow& session, Instant now) {
  const Duration idle = session.staff ? Duration(staff_idle) : Duration(member_idle);
  return now < session.ends_at && now - session.last_seen_at < idle &&
         session.last_seen_at - now < Duration(clock_tolerance);
}

std::optional<SessionRow> find_session(Tx& tx, const Vault& vault, std::string_view token, Instant now) {
  if (token.size() != token_length) return std::nullopt;
  auto session = session_by_token(tx, vault.lookup_hash("accounts.session", token));
  if (!session || !is_alive(*session, now)) return std::nullopt;
  return session;
}

std::string csrf_of(const Vault& vault, std::string_view token) {
  return vault.lookup_hash("accounts.csrf", token);
}

void begin_session(Context& context, PeopleDirectory& people, const PersonId& person, Proof proof) {
  const Actor& before = context.actor;
  if (!before.session.empty() && end_session(context.tx, before.person, before.session, context.now)) {
    told_ended(context, before.person, before.session);
  }
  SessionRow session;
  session.person = person;
  session.proof = proof;
  session.staff = people.is_staff_member(context.tx, person);
  session.second_factor = asked_factor(context.tx, person, session.staff);
  if (proof == Proof::demonstration && session.staff) session.second_factor = SecondFactor::done;
  session.device = device_label(context.caller.user_agent);
  insert_new(context, std::move(session));
}

void complete_session(Context& context) {
  const Actor& actor = context.actor;
  auto session = session_by_id(context.tx, actor.session);
  if (!session || !end_session(context.tx, actor.person, actor.session, context.now)) throw not_found();
  told_ended(context, actor.person, actor.session);
  session->second_factor = SecondFactor::done;
  insert_new(context, std::move(*session));
}

void end_one(Context& context, const PersonId& person, const SessionId& session) {
  if (!end_session(context.tx, person, session, context.now)) throw not_found();
  told_ended(context, person, session);
}

void end_all(Context& context, const PersonId& person) {
  for (const SessionId& each : end_sessions(context.tx, person, context.now))
    told_ended(context, person, each);
}

void forget_cookie(Context& context) { set_cookie(context, "", 0); }

std::string device_label(std::string_view user_agent) {
  const std::string_view browser = browser_of(user_agent);
  const std::string_view machine = machine_of(user_agent);
  if (browser.empty() && machine.empty()) return "A device";
  if (machine.empty()) return std::string(browser);
  if (browser.empty()) return std::string(machine);
  return std::string(browser) + " on " + std::string(machine);
}

}  // namespace kith::accounts
