#include "store/vault.h"

#include <sodium.h>

#include <fstream>
#include <iterator>

#include "store/files.h"
#include "store/seal.h"
#include "store/vault_keys.h"

namespace kith {

namespace {

constexpr std::string_view wrapped_key_place = "vault_key.wrapped";
constexpr std::string_view memory_prefix = "vault:";

void remember(Tx& tx, std::string_view owner, const std::string& key) {
  if (tx.memory().size() >= most_remembered) tx.memory().clear();
  tx.memory()[std::string(memory_prefix) + std::string(owner)] = key;
}

std::string read_key_file(const std::filesystem::path& file) {
  require_private(file);
  std::ifstream in(file, std::ios::binary);
  std::string key{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (key.size() != seal_key_bytes) {
    throw StoreError("the key file " + file.string() +
                     " must hold exactly 32 bytes; restore it from its copy");
  }
  return key;
}

}  // namespace

Vault::Vault(std::string wrapping_key, std::string hashing_key, Random& random)
    : wrapping_key_(std::move(wrapping_key)),
      hashing_key_(std::move(hashing_key)),
      random_(&random),
      opened_(std::make_unique<Opened>()) {}

Vault Vault::open(const std::filesystem::path& file, Random& random, bool create) {
  if (!std::filesystem::exists(file)) {
    if (!create)
      throw StoreError("the key file " + file.string() + " is not there; restore it from its copy");
    std::string key(seal_key_bytes, '\0');
    random.fill({reinterpret_cast<unsigned char*>(key.data()), key.size()});
    write_private_file(file, key);
  }
  return from_key(read_key_file(file), random);
}

Vault Vault::from_key(std::string key, Random& random) {
  if (sodium_init() < 0) throw StoreError("libsodium cannot start");
  if (key.size() != seal_key_bytes) throw StoreError("the installation's key must have exactly 32 bytes");
  return Vault(derive_key(key, 1), derive_key(key, 2), random);
}

Bytes Vault::seal(Tx& tx, std::string_view owner, std::string_view place, std::string_view plain) const {
  std::optional<std::string> key = owner_key(tx, owner);
  if (!key) key = make_owner_key(tx, owner);
  if (key->empty()) throw StoreError("the key of this owner was destroyed; nothing more is sealed for it");
  return {seal_with(*key, random_bytes(seal_nonce_bytes), joined(owner, place), plain)};
}

std::string Vault::open_sealed(Tx& tx, std::string_view owner, std::string_view place,
                               std::string_view sealed) const {
  const std::optional<std::string> key = owner_key(tx, owner);
  if (!key) throw StoreError("a sealed value has an owner that never had a key");
  if (key->empty()) return "";
  std::optional<std::string> plain = unseal_with(*key, joined(owner, place), sealed);
  if (!plain) throw StoreError("a sealed value was changed or moved");
  return std::move(*plain);
}

std::shared_ptr<const Json> Vault::open_json(Tx& tx, std::string_view owner, std::string_view place,
                                             std::string_view sealed) const {
  if (has_key(tx, owner)) {
    if (auto known = opened_->find(owner, place, sealed)) return known;
  }
  const std::string plain = open_sealed(tx, owner, place, sealed);
  if (plain.empty()) return nullptr;
  auto content = std::make_shared<const Json>(parse_json(plain));
  opened_->keep(owner, place, sealed, content);
  return content;
}

std::string Vault::lookup_hash(std::string_view purpose, std::string_view plain) const {
  return keyed_hash(hashing_key_, purpose, plain);
}

void Vault::destroy_key(Tx& tx, std::string_view owner) const {
  tx.execute(R"(
    insert into vault_key (owner, wrapped)
    values ($1, null)
    on conflict (owner) do update set wrapped = null)",
             owner);
  forget_wrapped_key(tx, owner);
  remember(tx, owner, "");
  opened_->forget(owner);
}

// A key that was read ahead is there; only what uses it need unwrap it.
bool Vault::has_key(Tx& tx, std::string_view owner) const {
  if (wrapped_key_read(tx, owner)) return true;
  const std::optional<std::string> key = owner_key(tx, owner);
  return key && !key->empty();
}

// Nothing when the owner never had a key; empty when it was destroyed.
std::optional<std::string> Vault::owner_key(Tx& tx, std::string_view owner) const {
  const auto found = tx.memory().find(std::string(memory_prefix) + std::string(owner));
  if (found != tx.memory().end()) return found->second;
  std::optional<std::string> wrapped;
  if (const std::string* ahead = wrapped_key_read(tx, owner)) {
    wrapped = *ahead;
    forget_wrapped_key(tx, owner);
  } else {
    const Rows rows = tx.query("select wrapped from vault_key where owner = $1", owner);
    if (rows.empty()) return std::nullopt;
    if (!rows[0].is_null(0)) wrapped = rows[0].bytes(0);
  }
  std::string key;
  if (wrapped) {
    auto unwrapped = unseal_with(wrapping_key_, joined(wrapped_key_place, owner), *wrapped);
    if (!unwrapped)
      throw StoreError("a key in vault_key was changed, or belongs to another installation's key");
    key = std::move(*unwrapped);
  }
  remember(tx, owner, key);
  return key;
}

std::string Vault::make_owner_key(Tx& tx, std::string_view owner) const {
  if (!tx.may_write()) throw std::logic_error("the first sealing for an owner needs a write transaction");
  std::string key = random_bytes(seal_key_bytes);
  const Bytes wrapped{
      seal_with(wrapping_key_, random_bytes(seal_nonce_bytes), joined(wrapped_key_place, owner), key)};
  tx.execute("insert into vault_key (owner, wrapped) values ($1, $2)", owner, wrapped);
  remember(tx, owner, key);
  return key;
}

std::string Vault::random_bytes(std::size_t size) const {
  std::string bytes(size, '\0');
  random_->fill({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return bytes;
}

}  // namespace kith
