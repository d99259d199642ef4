#include "modules/notifications/push_crypto.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "base/json.h"

namespace kith::notifications {
namespace {

constexpr std::size_t private_size = 32;
constexpr std::size_t public_size = 65;
constexpr std::size_t salt_size = 16;
constexpr std::size_t tag_size = 16;
constexpr std::string_view record_size("\x00\x00\x10\x00", 4);  // 4096: one record holds every message
constexpr char last_record = '\x02';

template <auto release>
struct Release {
  template <class T>
  void operator()(T* each) const {
    release(each);
  }
};
template <class T, auto release>
using Held = std::unique_ptr<T, Release<release>>;
using Key = Held<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Held<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = Held<BIGNUM, BN_clear_free>;
using Group = Held<EC_GROUP, EC_GROUP_free>;
using Point = Held<EC_POINT, EC_POINT_free>;

// OpenSSL's own words might hold what was given to it.
void must(bool went_well) {
  if (!went_well) throw std::runtime_error("a cryptographic step of a push message failed");
}

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

Group curve() {
  Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  must(group != nullptr);
  return group;
}

Number number_of(std::string_view bytes) {
  Number number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
  must(number != nullptr);
  return number;
}

bool is_private_key(std::string_view bytes) {
  if (bytes.size() != private_size) return false;
  const Number number = number_of(bytes);
  return !BN_is_zero(number.get()) && BN_cmp(number.get(), EC_GROUP_get0_order(curve().get())) < 0;
}

Key key_from(std::string_view public_key, std::string_view private_key) {
  const Held<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
  must(parts && OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0));
  must(OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, public_key.data(),
                                        public_key.size()));
  Number secret;
  if (!private_key.empty()) {
    secret = number_of(private_key);
    must(OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get()));
  }
  const Held<OSSL_PARAM, OSSL_PARAM_free> all(OSSL_PARAM_BLD_to_param(parts.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  must(all && context && EVP_PKEY_fromdata_init(context.get()) == 1);
  EVP_PKEY* made = nullptr;
  const int what = private_key.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
  must(EVP_PKEY_fromdata(context.get(), &made, what, all.get()) == 1);
  return Key(made);
}

Key whole_key(std::string_view private_key) { return key_from(public_key_of(private_key), private_key); }

std::string shared_secret(std::string_view own_private, std::string_view other_public) {
  const Key own = whole_key(own_private);
  const Key other = key_from(other_public, "");
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, own.get(), nullptr));
  must(context && EVP_PKEY_derive_init(context.get()) == 1);
  must(EVP_PKEY_derive_set_peer_ex(context.get(), other.get(), 1) == 1);
  std::string out(private_size, '\0');
  std::size_t size = out.size();
  must(EVP_PKEY_derive(context.get(), raw(out), &size) == 1 && size == out.size());
  return out;
}

OSSL_PARAM octets(const char* name, std::string_view bytes) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(bytes.data()), bytes.size());
}

// HKDF with SHA-256 (RFC 5869), extract and expand.
std::string derived(std::string_view salt, std::string_view secret, std::string_view info, std::size_t size) {
  const Held<EVP_KDF, EVP_KDF_free> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  must(kdf != nullptr);
  const Held<EVP_KDF_CTX, EVP_KDF_CTX_free> context(EVP_KDF_CTX_new(kdf.get()));
  std::string digest = "SHA256";
  const OSSL_PARAM how[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
                            octets(OSSL_KDF_PARAM_KEY, secret), octets(OSSL_KDF_PARAM_SALT, salt),
                            octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
  std::string out(size, '\0');
  must(context && EVP_KDF_derive(context.get(), raw(out), out.size(), how) == 1);
  return out;
}

std::string seal_record(std::string_view key, std::string_view nonce, std::string_view plain) {
  const Held<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
  must(context && EVP_EncryptInit_ex2(context.get(), EVP_aes_128_gcm(), raw(key), raw(nonce), nullptr) == 1);
  std::string out(plain.size() + tag_size, '\0');
  int written = 0;
  int rest = 0;
  must(EVP_EncryptUpdate(context.get(), raw(out), &written, raw(plain), static_cast<int>(plain.size())) == 1);
  must(EVP_EncryptFinal_ex(context.get(), raw(out) + written, &rest) == 1);
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, raw(out) + plain.size()) == 1);
  return out;
}

// The two numbers of a signature, 32 bytes each, as JWS wants them (RFC 7518, 3.4).
std::string both_numbers(const std::string& der) {
  const unsigned char* at = raw(std::string_view(der));
  const Held<ECDSA_SIG, ECDSA_SIG_free> signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  must(signature != nullptr);
  std::string out(2 * private_size, '\0');
  must(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), raw(out), private_size) == private_size);
  must(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), raw(out) + private_size, private_size) ==
       private_size);
  return out;
}

std::string es256(std::string_view private_key, std::string_view text) {
  const Key key = whole_key(private_key);
  const Held<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
  must(context &&
       EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr) == 1);
  std::size_t size = 0;
  must(EVP_DigestSign(context.get(), nullptr, &size, raw(text), text.size()) == 1);
  std::string der(size, '\0');
  must(EVP_DigestSign(context.get(), raw(der), &size, raw(text), text.size()) == 1);
  der.resize(size);
  return both_numbers(der);
}

std::string random_bytes(Random& random, std::size_t size) {
  std::string out(size, '\0');
  random.fill({raw(out), out.size()});
  return out;
}

}  // namespace

PushChance draw_push_chance(Random& random) {
  return {new_private_key(random), random_bytes(random, salt_size)};
}

std::string new_private_key(Random& random) {
  for (;;) {
    std::string bytes = random_bytes(random, private_size);
    if (is_private_key(bytes)) return bytes;
  }
}

std::string public_key_of(std::string_view private_key) {
  if (!is_private_key(private_key)) throw std::invalid_argument("not a private key of the curve P-256");
  const Group group = curve();
  const Point point(EC_POINT_new(group.get()));
  const Number number = number_of(private_key);
  must(point && EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) == 1);
  std::string out(public_size, '\0');
  must(EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, raw(out), out.size(),
                          nullptr) == public_size);
  return out;
}

bool is_public_key(std::string_view bytes) {
  if (bytes.size() != public_size || bytes[0] != '\x04') return false;
  const Group group = curve();
  const Point point(EC_POINT_new(group.get()));
  return point && EC_POINT_oct2point(group.get(), point.get(), raw(bytes), bytes.size(), nullptr) == 1;
}

std::string encrypt_push(const PushReceiver& to, const PushChance& chance, std::string_view plain,
                         std::size_t padded_to) {
  const std::string own_public = public_key_of(chance.private_key);
  const std::string who = std::string("WebPush: info") + '\0' + to.public_key + own_public;
  const std::string secret =
      derived(to.secret, shared_secret(chance.private_key, to.public_key), who, private_size);
  const std::string key =
      derived(chance.salt, secret, std::string_view("Content-Encoding: aes128gcm\0", 28), 16);
  const std::string nonce =
      derived(chance.salt, secret, std::string_view("Content-Encoding: nonce\0", 24), 12);
  std::string content = std::string(plain) + last_record;
  content.resize(std::max(content.size(), padded_to), '\0');
  return chance.salt + std::string(record_size) + static_cast<char>(public_size) + own_public +
         seal_record(key, nonce, content);
}

std::string vapid_authorization(std::string_view private_key, const VapidClaims& claims) {
  const Json header = Json::object({{"typ", "JWT"}, {"alg", "ES256"}});
  const Json body = Json::object(
      {{"aud", claims.audience}, {"exp", claims.expires_at.micros / 1'000'000}, {"sub", claims.contact}});
  const std::string text = to_base64url(to_text(header)) + "." + to_base64url(to_text(body));
  return "vapid t=" + text + "." + to_base64url(es256(private_key, text)) +
         ", k=" + to_base64url(public_key_of(private_key));
}

std::string to_base64url(std::string_view bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), raw(bytes), bytes.size(), variant);
  out.pop_back();
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  const int read = sodium_base642bin(raw(out), out.size(), text.data(), text.size(), nullptr, &size, nullptr,
                                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (read != 0) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace kith::notifications
