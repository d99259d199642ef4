#include "store/vault_keys.h"

#include "store/rows_of_ids.h"

namespace kith {
namespace {

constexpr std::string_view wrapped_prefix = "wrapped:";

std::string place_of(std::string_view owner) { return std::string(wrapped_prefix) + std::string(owner); }

}  // namespace

void read_keys_of(Tx& tx, const std::vector<std::string>& owners) {
  if (tx.memory().size() >= most_remembered) tx.memory().clear();
  rows_of_ids(tx, "select owner, wrapped from vault_key where wrapped is not null and owner in ($ids)",
              owners, {}, [&](const Row& row) { tx.memory()[place_of(row.text(0))] = row.bytes(1); });
}

const std::string* wrapped_key_read(Tx& tx, std::string_view owner) {
  const auto found = tx.memory().find(place_of(owner));
  return found == tx.memory().end() ? nullptr : &found->second;
}

void forget_wrapped_key(Tx& tx, std::string_view owner) { tx.memory().erase(place_of(owner)); }

}  // namespace kith
