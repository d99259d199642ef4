#pragma once

#include "modules/notifications/deliver.h"

// A letter that goes to somebody's browsers. For this folder only.
namespace kith::notifications {

// Seals the notice for each browser of the person; nothing when there is none left.
OutsideAct prepare_push(Context& context, const Notifications& notifications,
                        const notifications_store::DeliveryRow& row, const LetterContent& content);

// What became of it in all of them together.
struct PushOutcome {
  bool accepted = false;   // one browser's service took it
  bool try_again = false;  // none took it yet, and one may
  Duration wait{};         // what a service asked for
  std::string detail;
};

// Forgets the browsers that are gone.
PushOutcome settle_push(Context& context, const Json& result);

}  // namespace kith::notifications
