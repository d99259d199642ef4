#include "modules/notifications/push_devices.h"

#include "base/refusal.h"
#include "modules/notifications/push_store.h"

namespace kith::notifications {
namespace {

constexpr std::string_view address_place = "push_device.address";
constexpr std::string_view key_place = "push_key.private_key";
constexpr std::string_view key_owner = "notifications.push";

Bytes seal_device(Context& context, const PersonId& person, const PushDevice& device) {
  const Json json = Json::object({{"endpoint", device.endpoint},
                                  {"p256dh", to_base64url(device.receiver.public_key)},
                                  {"auth", to_base64url(device.receiver.secret)}});
  return context.vault.seal(context.tx, person.str(), address_place, to_text(json));
}

std::optional<PushDevice> open_device(Context& context, const PersonId& person,
                                      const push_store::SealedDevice& device) {
  const std::string opened =
      context.vault.open_sealed(context.tx, person.str(), address_place, device.address);
  if (opened.empty()) return std::nullopt;
  const Json json = parse_json(opened);
  return PushDevice{device.id,
                    json.text("endpoint"),
                    {from_base64url(json.text("p256dh")).value(), from_base64url(json.text("auth")).value()}};
}

}  // namespace

void add_push_device(Context& context, const Accounts& accounts, const PushDevice& device) {
  const PersonId& person = context.actor.person;
  const auto ends_at = accounts.session_end(context.tx, context.actor.session);
  if (!ends_at) throw not_found();
  push_store::DeviceRow row;
  row.person = person;
  row.session = context.actor.session;
  row.endpoint_hash = context.vault.lookup_hash("notifications.push_endpoint", device.endpoint);
  row.added_at = context.now;
  row.ends_at = *ends_at;
  push_store::make_way_for(context.tx, row);
  if (push_store::count_devices(context.tx, person, context.now) >= most_push_devices) {
    throw Refusal(RefusalKind::conflict, "notifications.too_many_devices",
                  "Ten devices are told already. Sign one of them out first.");
  }
  row.id = context.world.ids.next();
  row.address = seal_device(context, person, device);
  push_store::insert_device(context.tx, row);
}

std::vector<PushDevice> push_devices(Context& context, const PersonId& person) {
  std::vector<PushDevice> out;
  for (const auto& each : push_store::devices(context.tx, person, context.now, most_push_devices)) {
    if (auto device = open_device(context, person, each)) out.push_back(std::move(*device));
  }
  return out;
}

std::string push_private_key(Context& context) {
  if (const auto sealed = push_store::private_key(context.tx)) {
    return context.vault.open_sealed(context.tx, key_owner, key_place, *sealed);
  }
  const std::string made = new_private_key(context.world.random);
  push_store::insert_private_key(context.tx, context.vault.seal(context.tx, key_owner, key_place, made),
                                 context.now);
  return made;
}

}  // namespace kith::notifications
