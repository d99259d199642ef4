#include "modules/notifications/push_crypto.h"

#include <gtest/gtest.h>

namespace kith::notifications {
namespace {

std::string bytes(std::string_view text) { return from_base64url(text).value(); }

constexpr std::string_view sender_private = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
constexpr std::string_view sender_public =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
constexpr std::string_view receiver_public =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

PushReceiver receiver() { return {bytes(receiver_public), bytes("BTBZMqHH6r4Tts7J_aSIgg")}; }
PushChance chance() { return {bytes(sender_private), bytes("DGv6ra1nlYgDCS1FRnbzlw")}; }

// RFC 8291, section 5 and appendix A.
// Planted fault: the two public keys changed over in "WebPush: info".
TEST(PushCrypto, SealsTheExampleOfTheStandardByteForByte) {
  EXPECT_EQ(to_base64url(encrypt_push(receiver(), chance(), "When I grow up, I want to be a watermelon")),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
            "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
            "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(PushCrypto, DrawsThePublicKeyFromThePrivateOne) {
  EXPECT_EQ(to_base64url(public_key_of(bytes(sender_private))), sender_public);
  EXPECT_THROW(public_key_of(std::string(32, '\0')), std::invalid_argument);
  EXPECT_THROW(public_key_of(std::string(32, '\xff')), std::invalid_argument);
  EXPECT_THROW(public_key_of("short"), std::invalid_argument);
}

TEST(PushCrypto, TakesNoKeyThatLiesBesideTheCurve) {
  EXPECT_TRUE(is_public_key(bytes(receiver_public)));
  std::string beside = bytes(receiver_public);
  beside.back() = static_cast<char>(beside.back() ^ 1);
  EXPECT_FALSE(is_public_key(beside));
  EXPECT_THROW(encrypt_push({beside, std::string(16, 'a')}, chance(), "text"), std::runtime_error);
  EXPECT_FALSE(is_public_key(""));
  EXPECT_FALSE(is_public_key(std::string(65, '\x04')));
}

TEST(PushCrypto, PaddingHidesHowLongAMessageIs) {
  const auto size = [](std::string_view text) {
    return encrypt_push(receiver(), chance(), text, 512).size();
  };
  EXPECT_EQ(size("a"), size("a much longer sentence, in another language"));
}

TEST(PushCrypto, EveryMessageHasKeyAndSaltOfItsOwn) {
  SeededRandom random(7);
  const PushChance one = draw_push_chance(random), other = draw_push_chance(random);
  EXPECT_NE(one.private_key, other.private_key);
  EXPECT_NE(one.salt, other.salt);
  EXPECT_EQ(public_key_of(one.private_key).size(), 65U);
}

TEST(PushCrypto, Base64urlIsReadWithAndWithoutFilling) {
  EXPECT_EQ(from_base64url("aGk="), "hi");
  EXPECT_EQ(from_base64url("aGk"), "hi");
  EXPECT_EQ(from_base64url("a+k"), std::nullopt);
  EXPECT_EQ(to_base64url("\xff\xfe"), "__4");
}

}  // namespace
}  // namespace kith::notifications
