#include "modules/notifications/push_devices.h"

#include "base/refusal.h"

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

std::optional<PushDevice> open_device(Context& context, const PersonId& person, const Row& row) {
  const std::string opened = context.vault.open_sealed(context.tx, person.str(), address_place, row.bytes(1));
  if (opened.empty()) return std::nullopt;
  const Json json = parse_json(opened);
  return PushDevice{row.text(0),
                    json.text("endpoint"),
                    {from_base64url(json.text("p256dh")).value(), from_base64url(json.text("auth")).value()}};
}

}  // namespace

void add_push_device(Context& context, const Accounts& accounts, PushDevice device) {
  const PersonId& person = context.actor.person;
  const auto ends_at = accounts.session_end(context.tx, context.actor.session);
  if (!ends_at) throw not_found();
  const std::string hash = context.vault.lookup_hash("notifications.push_endpoint", device.endpoint);
  context.tx.execute("delete from push_device where session_id = $1 or endpoint_hash = $2 or ends_at <= $3",
                     context.actor.session, hash, context.now);
  if (count_push_devices(context.tx, person, context.now) >= most_push_devices) {
    throw Refusal(RefusalKind::conflict, "notifications.too_many_devices",
                  "Ten devices are told already. Sign one of them out first.");
  }
  context.tx.execute(R"(
    insert into push_device (id, person_id, session_id, endpoint_hash, address, added_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
                     context.world.ids.next(), person, context.actor.session, hash,
                     seal_device(context, person, device), context.now, *ends_at);
}

void remove_push_device(Context& context) { drop_push_devices_of_session(context.tx, context.actor.session); }

std::vector<PushDevice> push_devices(Context& context, const PersonId& person) {
  std::vector<PushDevice> out;
  for (const Row& row : context.tx.query(R"(
         select id, address from push_device
         where person_id = $1 and ends_at > $2
         order by id limit 10
       )",
                                         person, context.now)) {
    if (auto device = open_device(context, person, row)) out.push_back(std::move(*device));
  }
  return out;
}

std::int64_t count_push_devices(Tx& tx, const PersonId& person, Instant now) {
  return tx.query("select count(*) from push_device where person_id = $1 and ends_at > $2", person, now)[0]
      .integer(0);
}

bool has_push_device(Tx& tx, const SessionId& session, Instant now) {
  return !tx.query("select id from push_device where session_id = $1 and ends_at > $2", session, now).empty();
}

void drop_push_device(Tx& tx, std::string_view id) {
  tx.execute("delete from push_device where id = $1", id);
}

void drop_push_devices_of_session(Tx& tx, const SessionId& session) {
  tx.execute("delete from push_device where session_id = $1", session);
}

void drop_push_devices_of_person(Tx& tx, const PersonId& person) {
  tx.execute("delete from push_device where person_id = $1", person);
}

std::string push_private_key(Context& context) {
  const Rows rows = context.tx.query("select private_key from push_key where id = 'vapid'");
  if (!rows.empty()) return context.vault.open_sealed(context.tx, key_owner, key_place, rows[0].bytes(0));
  const std::string made = new_private_key(context.world.random);
  context.tx.execute("insert into push_key (id, private_key, made_at) values ('vapid', $1, $2)",
                     context.vault.seal(context.tx, key_owner, key_place, made), context.now);
  return made;
}

}  // namespace kith::notifications
