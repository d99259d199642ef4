#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/world.h"

// What Web Push asks of cryptography, by OpenSSL alone: content for one browser (RFC 8291 over RFC 8188) and
// the server's word of who sends (VAPID, RFC 8292). All keys here are raw bytes of the curve P-256: 32 of a
// private one, 65 of a public one. For this folder only.
namespace kith::notifications {

// What a browser gave when it was asked to be told.
struct PushReceiver {
  std::string public_key;  // "p256dh"
  std::string secret;      // "auth", 16 bytes
};

// What must be fresh for every message.
struct PushChance {
  std::string private_key;
  std::string salt;  // 16 bytes
};
PushChance draw_push_chance(Random& random);

std::string new_private_key(Random& random);
// Throws std::invalid_argument for bytes that are no private key.
std::string public_key_of(std::string_view private_key);
bool is_public_key(std::string_view bytes);

// The body of the request, in one record of "aes128gcm". The content is filled up to `padded_to` bytes, so
// that its length tells nothing. Throws std::runtime_error when the receiver's key is none.
std::string encrypt_push(const PushReceiver& to, const PushChance& chance, std::string_view plain,
                         std::size_t padded_to = 0);

struct VapidClaims {
  std::string audience;  // the origin of the push service
  std::string contact;   // "mailto:..." or "https://..."
  Instant expires_at;    // at most a day away
};
// The whole value of the Authorization header, signed with ES256.
std::string vapid_authorization(std::string_view private_key, const VapidClaims& claims);

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace kith::notifications
