#include "store/seal.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace kith {

namespace {

constexpr char format_byte = 1;
constexpr std::size_t head_bytes = 1 + seal_nonce_bytes;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(seal_key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(seal_nonce_bytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

const unsigned char* in(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* out(char* text) { return reinterpret_cast<unsigned char*>(text); }

void require_sizes(std::string_view key, std::string_view nonce) {
  if (key.size() != seal_key_bytes || nonce.size() != seal_nonce_bytes) {
    throw std::logic_error("a key or nonce of the wrong size");
  }
}

}  // namespace

std::string seal_with(std::string_view key, std::string_view nonce, std::string_view context,
                      std::string_view plain) {
  require_sizes(key, nonce);
  std::string sealed(head_bytes + plain.size() + tag_bytes, format_byte);
  nonce.copy(sealed.data() + 1, seal_nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out(sealed.data() + head_bytes), nullptr, in(plain),
                                             plain.size(), in(context), context.size(), nullptr, in(nonce),
                                             in(key));
  return sealed;
}

std::optional<std::string> unseal_with(std::string_view key, std::string_view context,
                                       std::string_view sealed) {
  if (sealed.size() < head_bytes + tag_bytes || sealed.front() != format_byte) return std::nullopt;
  const std::string_view nonce = sealed.substr(1, seal_nonce_bytes);
  require_sizes(key, nonce);
  const std::string_view body = sealed.substr(head_bytes);
  std::string plain(body.size() - tag_bytes, '\0');
  const int code =
      crypto_aead_xchacha20poly1305_ietf_decrypt(out(plain.data()), nullptr, nullptr, in(body), body.size(),
                                                 in(context), context.size(), in(nonce), in(key));
  if (code != 0) return std::nullopt;
  return plain;
}

std::string derive_key(std::string_view master, std::uint64_t number) {
  if (master.size() != crypto_kdf_KEYBYTES) throw std::logic_error("a master key of the wrong size");
  std::string key(seal_key_bytes, '\0');
  crypto_kdf_derive_from_key(out(key.data()), key.size(), number, "kithvlt1", in(master));
  return key;
}

std::string keyed_hash(std::string_view key, std::string_view purpose, std::string_view text) {
  const std::string input = joined(purpose, text);
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), in(input), input.size(), in(key), key.size());
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string encoded(sodium_base64_encoded_len(hash.size(), variant), '\0');
  sodium_bin2base64(encoded.data(), encoded.size(), hash.data(), hash.size(), variant);
  encoded.pop_back();
  return encoded;
}

std::string joined(std::string_view first, std::string_view second) {
  return std::to_string(first.size()) + ":" + std::string(first) + std::string(second);
}

}  // namespace kith
