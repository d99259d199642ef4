#include "modules/notifications/ways.h"

#include "modules/notifications/choices.h"
#include "modules/notifications/push_store.h"

namespace kith::notifications {
namespace {

constexpr std::string_view question_page = "/answer#";

Way failed(std::string error) { return {"", "none", DeliveryState::failed, std::move(error)}; }

bool is_email(const std::string& address) { return address.find('@') != std::string::npos; }

Way to_address(const std::string& to, const NotificationSettings& settings) {
  if (to.empty()) return failed("no_address");
  const bool email = is_email(to);
  const bool kept = settings.keeps_letters && (email || !settings.sends_texts);
  return {to, email ? "email" : "sms", kept ? DeliveryState::kept : DeliveryState::waiting, ""};
}

Identity identity_of(Context& context, const Notifications& notifications, const PersonId& person) {
  return notifications.people().identity(context, reach_identities_as_system(context), person);
}

const std::string& either_address(const Identity& identity) {
  return identity.email.empty() ? identity.phone : identity.email;
}

std::optional<Way> by_push(Context& context, const Notifications& notifications, const Letter& letter) {
  if (!notifications.settings().sends_push()) return std::nullopt;
  auto page = page_of(letter, notifications.settings().public_origin);
  if (!page || push_store::count_devices(context.tx, letter.to, context.now) == 0) return std::nullopt;
  return Way{std::move(*page), "push", DeliveryState::waiting, ""};
}

}  // namespace

Way way_of(Context& context, const Notifications& notifications, const Letter& letter) {
  const NotificationSettings& settings = notifications.settings();
  if (!letter.address.empty()) return to_address(letter.address, settings);
  const Identity identity = identity_of(context, notifications, letter.to);
  if (goes_at_once(letter.kind)) return to_address(either_address(identity), settings);
  switch (choice_of(context.tx, letter.to).way) {
    case NoticeWay::automatic:
      return to_address(either_address(identity), settings);
    case NoticeWay::email:
      return to_address(identity.email, settings);
    case NoticeWay::sms:
      return to_address(identity.phone, settings);
    case NoticeWay::push:
      if (auto way = by_push(context, notifications, letter)) return *way;
      return to_address(either_address(identity), settings);
    case NoticeWay::paper:
      return {"paper", "paper", DeliveryState::to_print, ""};
    case NoticeWay::call:
      return failed("wants_a_call");
    case NoticeWay::none:
      return {"", "none", DeliveryState::unsent, ""};
  }
  return failed("no_address");
}

Way way_instead_of_push(Context& context, const Notifications& notifications, const PersonId& person) {
  return to_address(either_address(identity_of(context, notifications, person)), notifications.settings());
}

std::optional<std::string> page_of(const Letter& letter, const std::string& public_origin) {
  if (letter.kind.starts_with("notice_")) return "/";
  const std::size_t at = letter.text.find(public_origin + std::string(question_page));
  if (public_origin.empty() || at == std::string::npos) return std::nullopt;
  // Without the answer that stands behind the full stop: a press on a notice opens the question.
  const std::size_t from = at + public_origin.size();
  const std::size_t end = letter.text.find_first_of(" \n.", from);
  return letter.text.substr(from, end == std::string::npos ? end : end - from);
}

DeliveryState state_when_failed(Context& context, const Notifications& notifications, const PersonId& person,
                                const ProgrammeId& programme) {
  const bool is_member =
      !programme.empty() && notifications.people().member_grant(context.tx, person, programme).has_value();
  return is_member ? DeliveryState::handed_on : DeliveryState::failed;
}

}  // namespace kith::notifications
