#include "modules/notifications/push_delivery.h"

#include <algorithm>

#include "modules/notifications/push_devices.h"
#include "modules/notifications/push_store.h"
#include "modules/notifications/words.h"

namespace kith::notifications {
namespace {

using notifications_store::DeliveryRow;

constexpr std::size_t padded_to = 512;  // every push is as long as every other
constexpr std::size_t topic_length = 32;
constexpr Duration token_life = hours(12);

// The same for all news of a kind to one person, so that a phone that was off shows one of them, and a second
// try of the same letter is not a second notice. It tells the service neither kind nor person.
std::string topic_of(const Context& context, const DeliveryRow& row) {
  return context.vault.lookup_hash("notifications.push_topic", row.person.str() + " " + row.kind)
      .substr(0, topic_length);
}

// It may be read on a locked screen: the same for everybody (promise S10).
std::string notice_for(Context& context, const Notifications& notifications, const DeliveryRow& row,
                       const LetterContent& content) {
  const std::string language = notifications.people().language_of(context.tx, row.person);
  return to_text(Json::object({{"title", "Kith"},
                               {"body", notifications_words::something_new.in(language)},
                               {"path", content.to},
                               {"tag", topic_of(context, row)}}));
}

PushMessage message_for(Context& context, const Notifications& notifications, const PushDevice& device,
                        const std::string& notice) {
  const NotificationSettings& settings = notifications.settings();
  const VapidClaims claims{push_origin(device.endpoint, settings.push_services), settings.push_contact,
                           context.now + token_life};
  PushMessage message;
  message.endpoint = device.endpoint;
  message.authorization = vapid_authorization(push_private_key(context), claims);
  message.body = encrypt_push(device.receiver, draw_push_chance(context.world.random), notice, padded_to);
  return message;
}

Json result_for(const std::string& device, const PushResult& result) {
  const auto wait_s = std::chrono::duration_cast<std::chrono::seconds>(result.retry_after).count();
  return Json::object({{"device", device},
                       {"accepted", result.accepted},
                       {"gone", result.gone},
                       {"permanent", result.permanent},
                       {"wait_s", std::int64_t{wait_s}},
                       {"detail", result.detail}});
}

}  // namespace

OutsideAct prepare_push(Context& context, const Notifications& notifications, const DeliveryRow& row,
                        const LetterContent& content) {
  const auto devices = push_devices(context, row.person);
  if (devices.empty() || !notifications.settings().sends_push()) return {};
  const std::string notice = notice_for(context, notifications, row, content);
  std::vector<std::pair<std::string, PushMessage>> messages;
  for (const PushDevice& device : devices) {
    messages.emplace_back(device.id, message_for(context, notifications, device, notice));
    messages.back().second.topic = topic_of(context, row);
  }
  return [service = notifications.settings().push, messages = std::move(messages)] {
    Json results = Json::array();
    for (const auto& [device, message] : messages) results.push(result_for(device, service->send(message)));
    return results;
  };
}

PushOutcome settle_push(Context& context, const Json& result) {
  PushOutcome all;
  for (const Json& each : result.array_items()) {
    const bool gone = each.find("gone")->boolean();
    if (gone) push_store::drop_device(context.tx, each.text("device"));
    if (each.find("accepted")->boolean()) {
      all.accepted = true;
      continue;
    }
    all.detail = each.text("detail");
    if (gone || each.find("permanent")->boolean()) continue;
    all.try_again = true;
    all.wait = std::max(all.wait, Duration(seconds(each.find("wait_s")->integer())));
  }
  return all;
}

}  // namespace kith::notifications
