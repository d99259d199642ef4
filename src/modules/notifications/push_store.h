#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/accounts/accounts.h"

// The statements about browsers that are told. For this folder only.
namespace kith::push_store {

struct DeviceRow {
  std::string id;
  PersonId person;
  SessionId session;
  std::string endpoint_hash;
  Bytes address;  // sealed
  Instant added_at;
  Instant ends_at;  // of its session
};

void insert_device(Tx& tx, const DeviceRow& row);
// What the same session or the same browser had before goes, and all whose session has ended.
void make_way_for(Tx& tx, const DeviceRow& row);

struct SealedDevice {
  std::string id;
  std::string address;
};
// Of one person, in the order of their ids, those whose session goes on, at most `limit`.
std::vector<SealedDevice> devices(Tx& tx, const PersonId& person, Instant now, std::int64_t limit);
std::int64_t count_devices(Tx& tx, const PersonId& person, Instant now);
bool session_has_device(Tx& tx, const SessionId& session, Instant now);

void drop_device(Tx& tx, std::string_view id);
void drop_devices_of_session(Tx& tx, const SessionId& session);
void drop_devices_of_person(Tx& tx, const PersonId& person);

std::optional<std::string> private_key(Tx& tx);  // sealed
void insert_private_key(Tx& tx, const Bytes& sealed, Instant at);

}  // namespace kith::push_store
