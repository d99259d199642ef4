#pragma once

#include "modules/notifications/notifications.h"
#include "modules/notifications/store.h"

// From a row of the outbox to the outside. For this folder only.
namespace kith::notifications {

struct LetterContent {
  std::string to;
  std::string subject;
  std::string text;
};

Bytes seal_letter(Context& context, const PersonId& person, const LetterContent& content);
// Empty when the person's key was destroyed.
std::optional<LetterContent> open_letter(Context& context, const notifications_store::DeliveryRow& row);

inline constexpr std::string_view deliver_kind = "notifications.deliver";
JobKind deliver_job(Notifications& notifications);
// Forgets what was settled more than 90 days ago (promise V6).
JobKind forget_job();
void schedule_forgetting(Context& context);

}  // namespace kith::notifications
