#include "modules/notifications/push_endpoints.h"

#include "base/refusal.h"
#include "modules/accounts/events.h"
#include "modules/notifications/choices.h"
#include "modules/notifications/push_devices.h"
#include "modules/notifications/push_store.h"
#include "modules/notifications/push_views.h"
#include "modules/people/events.h"

namespace kith::notifications {
namespace {

constexpr std::size_t secret_size = 16;

PushView push_view(Context& context, const Notifications& notifications) {
  PushView view;
  view.available = notifications.settings().sends_push();
  if (!view.available) return view;
  view.public_key = to_base64url(public_key_of(push_private_key(context)));
  view.on_this_device = push_store::session_has_device(context.tx, context.actor.session, context.now);
  view.device_count =
      static_cast<int>(push_store::count_devices(context.tx, context.actor.person, context.now));
  return view;
}

PushDevice device_of(const Notifications& notifications, const PushSubscription& given) {
  FieldErrors errors;
  const auto key = from_base64url(given.p256dh);
  const auto secret = from_base64url(given.auth);
  if (push_origin(given.endpoint, notifications.settings().push_services).empty()) {
    errors.push_back({"endpoint", "unknown_push_service",
                      "This browser wants news through a service that this Kith does not know. Please choose "
                      "another way, or tell your team."});
  }
  if (!key || !is_public_key(*key)) errors.push_back({"p256dh", "not_a_key", "This is not a browser's key."});
  if (!secret || secret->size() != secret_size) {
    errors.push_back({"auth", "not_a_key", "This is not a browser's key."});
  }
  if (!errors.empty()) throw invalid(errors);
  return {"", given.endpoint, {*key, *secret}};
}

void choose_way(Context& context, NoticeWay way) {
  NoticeChoice choice = choice_of(context.tx, context.actor.person);
  if (choice.way == way) return;
  choice.way = way;
  put_choice(context.tx, context.actor.person, choice, context.now);
}

PushView tell_here(Context& context, const Notifications& notifications, const Accounts& accounts,
                   const PushSubscription& given) {
  if (!notifications.settings().sends_push()) {
    throw Refusal(RefusalKind::conflict, "notifications.push_off",
                  "This Kith sends nothing to phones. Please choose another way.");
  }
  add_push_device(context, accounts, device_of(notifications, given));
  choose_way(context, NoticeWay::push);
  return push_view(context, notifications);
}

PushView tell_here_no_more(Context& context, const Notifications& notifications) {
  push_store::drop_devices_of_session(context.tx, context.actor.session);
  const bool chosen = choice_of(context.tx, context.actor.person).way == NoticeWay::push;
  if (chosen && push_store::count_devices(context.tx, context.actor.person, context.now) == 0) {
    choose_way(context, NoticeWay::automatic);
  }
  return push_view(context, notifications);
}

void drop_of_who_has_left(Context& context, PeopleDirectory& people, const StoredEvent& event) {
  if (event.data.text("state") != enum_name(GrantState::ended)) return;
  Actor who;
  who.person = PersonId(event.data.text("person"));
  people.fill(context.tx, who);
  if (who.grants.empty()) push_store::drop_devices_of_person(context.tx, who.person);
}

}  // namespace

Endpoints push_endpoints(const Notifications& notifications, const Accounts& accounts) {
  return {
      endpoint<Nothing, PushView>(Method::get, "/api/me/push", signed_in(), Access::write,
                                  "Whether I am told in this browser, and what it needs for that",
                                  [&](Context& c, const Nothing&) { return push_view(c, notifications); }),
      endpoint<PushSubscription, PushView>(
          Method::put, "/api/me/push", signed_in(), Access::write, "Tell me in this browser",
          [&](Context& c, const PushSubscription& r) { return tell_here(c, notifications, accounts, r); },
          {.limit = {30, 30}}),
      endpoint<Nothing, PushView>(
          Method::del, "/api/me/push", signed_in(), Access::write, "Tell me in this browser no more",
          [&](Context& c, const Nothing&) { return tell_here_no_more(c, notifications); })};
}

std::vector<std::pair<std::string, Within>> push_within(Accounts& accounts) {
  return {{std::string(SessionEnded::type),
           [](Context& context, const StoredEvent& event) {
             push_store::drop_devices_of_session(context.tx, SessionId(event.data.text("session")));
           }},
          {std::string(RoleChanged::type), [&](Context& context, const StoredEvent& event) {
             drop_of_who_has_left(context, accounts.people(), event);
           }}};
}

}  // namespace kith::notifications
