#pragma once

#include <optional>
#include <string>

#include "modules/notifications/notifications.h"
#include "modules/notifications/store.h"

// Where a letter goes, by its person's own wish. For this folder only.
namespace kith::notifications {

struct Way {
  std::string to;       // an address, or for push the page to open; "" for none
  std::string channel;  // "email", "sms", "push", "paper" or "none"
  DeliveryState state = DeliveryState::waiting;
  std::string error;
};

Way way_of(Context& context, const Notifications& notifications, const Letter& letter);

// After a push that reached no browser: by e-mail, else by text message, else nobody but a person can tell
// them.
Way way_instead_of_push(Context& context, const Notifications& notifications, const PersonId& person);

// The page of the app that holds all a letter says. None for a letter whose own words are the news: a push
// says nothing, so such a letter goes another way.
std::optional<std::string> page_of(const Letter& letter, const std::string& public_origin);

// What a delivery that failed has become: somebody of the team is asked to call a member of a programme.
DeliveryState state_when_failed(Context& context, const Notifications& notifications, const PersonId& person,
                                const ProgrammeId& programme);

}  // namespace kith::notifications
