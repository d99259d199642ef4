#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/world.h"
#include "store/database.h"
#include "store/opened.h"

namespace kith {

// Sealing of what must not be readable in a copied database or backup (promise V7): names, contacts, notes,
// messages. Each owner (a person, a conversation) has a random key of its own, kept in table vault_key
// wrapped by the installation's key, which lives in a file apart from the database. Destroying an owner's key
// erases all that it sealed, here and in every later backup; one made before still holds the key.
// XChaCha20-Poly1305 by libsodium; the owner and the place are bound as associated data, so that a sealed
// value cannot be moved to another row.
class Vault {
 public:
  // Reads the 32-byte installation key from `file`, or makes it (mode 0600) when there is none and `create`.
  // Refuses a key file that others may read.
  static Vault open(const std::filesystem::path& file, Random& random, bool create);
  static Vault from_key(std::string key, Random& random);

  // `owner` is an id; `place` names the column ("message.body"). The owner's key is made on first use, which
  // needs a write transaction. Throws StoreError when the owner's key was destroyed: it is never made anew.
  Bytes seal(Tx& tx, std::string_view owner, std::string_view place, std::string_view plain) const;

  // Throws StoreError when the bytes were tampered with or moved; "" when the owner's key was destroyed.
  std::string open_sealed(Tx& tx, std::string_view owner, std::string_view place,
                          std::string_view sealed) const;

  // The same for what was sealed as JSON text, remembered for a while: for what is read again and again. Null
  // when the owner's key was destroyed, also of what was opened before that.
  std::shared_ptr<const Json> open_json(Tx& tx, std::string_view owner, std::string_view place,
                                        std::string_view sealed) const;

  // A keyed hash for looking up what is sealed (an address, a name): equal input, equal text; without the
  // installation's key nothing can be tried out against it. `purpose` keeps the uses apart.
  std::string lookup_hash(std::string_view purpose, std::string_view plain) const;

  // Also for an owner that has no key yet. Needs a write transaction.
  void destroy_key(Tx& tx, std::string_view owner) const;

 private:
  Vault(std::string wrapping_key, std::string hashing_key, Random& random);
  std::optional<std::string> owner_key(Tx& tx, std::string_view owner) const;
  bool has_key(Tx& tx, std::string_view owner) const;
  std::string make_owner_key(Tx& tx, std::string_view owner) const;
  std::string random_bytes(std::size_t size) const;
  // Both are drawn from the installation's key.
  std::string wrapping_key_;
  std::string hashing_key_;
  Random* random_;
  std::unique_ptr<Opened> opened_;
};

}  // namespace kith
