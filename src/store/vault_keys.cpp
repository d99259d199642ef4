#include "store/vault_keys.h"

#include <algorithm>

namespace kith {
namespace {

constexpr std::string_view wrapped_prefix = "wrapped:";
// Always as many places in the statement, the rest filled with the last owner, so that one prepared text
// serves.
constexpr std::size_t places = 50;

std::string place_of(std::string_view owner) { return std::string(wrapped_prefix) + std::string(owner); }

std::string statement() {
  std::string sql = "select owner, wrapped from vault_key where wrapped is not null and owner in ($1";
  for (std::size_t i = 2; i <= places; ++i) sql += ", $" + std::to_string(i);
  return sql + ")";
}

}  // namespace

void read_keys_of(Tx& tx, const std::vector<std::string>& owners) {
  static const std::string sql = statement();
  const std::size_t count = std::min(owners.size(), most_keys_at_once);
  for (std::size_t from = 0; from < count; from += places) {
    SqlParams params;
    for (std::size_t i = 0; i < places; ++i)
      params.push_back(sql_value(owners[std::min(from + i, count - 1)]));
    for (const Row& row : tx.query_with(sql, std::move(params)))
      tx.memory()[place_of(row.text(0))] = row.bytes(1);
  }
}

const std::string* wrapped_key_read(Tx& tx, std::string_view owner) {
  const auto found = tx.memory().find(place_of(owner));
  return found == tx.memory().end() ? nullptr : &found->second;
}

void forget_wrapped_key(Tx& tx, std::string_view owner) { tx.memory().erase(place_of(owner)); }

}  // namespace kith
