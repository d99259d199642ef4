#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kith {

// Authenticated encryption as the vault uses it: XChaCha20-Poly1305 (libsodium), a format byte, the nonce,
// then the ciphertext. `context` is bound, not stored. Keys have 32 bytes, nonces 24.
inline constexpr std::size_t seal_key_bytes = 32;
inline constexpr std::size_t seal_nonce_bytes = 24;

std::string seal_with(std::string_view key, std::string_view nonce, std::string_view context,
                      std::string_view plain);

// Nothing when the bytes, the key or the context are not those it was sealed with.
std::optional<std::string> unseal_with(std::string_view key, std::string_view context,
                                       std::string_view sealed);

// A key for one use, drawn from a master key of 32 bytes.
std::string derive_key(std::string_view master, std::uint64_t number);

// Keyed BLAKE2b of the text for one purpose, 32 bytes in URL-safe base64.
std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view text);

// Texts as one, so that no two lists of texts give the same.
std::string joined(std::string_view first, std::string_view second);

}  // namespace kith
