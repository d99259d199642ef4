#include "modules/notifications/push_store.h"

namespace kith::push_store {

void insert_device(Tx& tx, const DeviceRow& row) {
  tx.execute(R"(
    insert into push_device (id, person_id, session_id, endpoint_hash, address, added_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
             row.id, row.person, row.session, row.endpoint_hash, row.address, row.added_at, row.ends_at);
}

void make_way_for(Tx& tx, const DeviceRow& row) {
  tx.execute("delete from push_device where session_id = $1 or endpoint_hash = $2 or ends_at <= $3",
             row.session, row.endpoint_hash, row.added_at);
}

std::vector<SealedDevice> devices(Tx& tx, const PersonId& person, Instant now, std::int64_t limit) {
  std::vector<SealedDevice> out;
  for (const Row& row : tx.query(R"(
         select id, address from push_device
         where person_id = $1 and ends_at > $2
         order by id limit $3
       )",
                                 person, now, limit)) {
    out.push_back({row.text(0), row.bytes(1)});
  }
  return out;
}

std::int64_t count_devices(Tx& tx, const PersonId& person, Instant now) {
  return tx.query("select count(*) from push_device where person_id = $1 and ends_at > $2", person, now)[0]
      .integer(0);
}

bool session_has_device(Tx& tx, const SessionId& session, Instant now) {
  return !tx.query("select id from push_device where session_id = $1 and ends_at > $2", session, now).empty();
}

void drop_device(Tx& tx, std::string_view id) { tx.execute("delete from push_device where id = $1", id); }

void drop_devices_of_session(Tx& tx, const SessionId& session) {
  tx.execute("delete from push_device where session_id = $1", session);
}

void drop_devices_of_person(Tx& tx, const PersonId& person) {
  tx.execute("delete from push_device where person_id = $1", person);
}

std::optional<std::string> private_key(Tx& tx) {
  const Rows rows = tx.query("select private_key from push_key where id = 'vapid'");
  if (rows.empty()) return std::nullopt;
  return rows[0].bytes(0);
}

void insert_private_key(Tx& tx, const Bytes& sealed, Instant at) {
  tx.execute("insert into push_key (id, private_key, made_at) values ('vapid', $1, $2)", sealed, at);
}

}  // namespace kith::push_store
