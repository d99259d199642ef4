#include "modules/accounts/password_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "modules/accounts/breach_list.h"
#include "testing/databases.h"

namespace kith::accounts {
namespace {

std::string_view fault(std::string_view password) { return fault_of(password, {}); }

TEST(PasswordRules, LengthIsCountedInCharacters) {
  EXPECT_EQ(fault("kiwi-otter4"), "too_short");
  EXPECT_EQ(fault("kiwi-otter42"), "");
  EXPECT_EQ(fault("\u00e9\u00e8\u00ea\u00eb\u00e0"), "too_short");
  std::string fine = "marmot lantern oboe drizzle ";
  while (fine.size() < 128) fine += "plum tide ";
  EXPECT_EQ(fault(fine.substr(0, 128)), "");
  EXPECT_EQ(fault(fine.substr(0, 128) + "x"), "too_long");
}

TEST(PasswordRules, NothingIsAskedOfTheKindsOfCharacters) {
  EXPECT_EQ(fault("marmot lantern oboe"), "");
  EXPECT_EQ(fault("835 209 447 16"), "");
  EXPECT_EQ(fault("\u5c71\u5ddd\u8349\u6728\u82b1\u9ce5\u98a8\u6708\u96ea\u96f2\u661f\u7a7a"), "");
}

TEST(PasswordRules, WhatIsOftenUsedIsRefused) {
  for (const std::string_view each :
       {"password1234", "Password1234!", "P@ssw0rd2026!!", "WelcomeWelcome", "Summer-2026!!!!",
        "administrator", "Administrator1", "iloveyouforever", "correcthorsebatterystaple", "1qaz2wsx3edc",
        "hello hello 2026", "peer-support-2026", "Monday....2026"}) {
    EXPECT_EQ(fault(each), "common") << each;
  }
}

TEST(PasswordRules, RepeatsAndRunsAreRefused) {
  for (const std::string_view each : {"aaaaaaaaaaaa", "abcabcabcabc", "123412341234", "abcdefghijkl",
                                      "qwertyuiopas", "9876543210987", "12345678901234"}) {
    EXPECT_EQ(fault(each), "repeated") << each;
  }
}

TEST(PasswordRules, TheOwnAddressAndKithAreNoSecret) {
  EXPECT_TRUE(is_personal("cora.lind2026", "cora.lind@example.org"));
  EXPECT_TRUE(is_personal("LindCora-1234", "cora.lind@example.org"));
  EXPECT_TRUE(is_personal("kith-kith-kith!", ""));
  EXPECT_FALSE(is_personal("marmot lantern oboe", "cora.lind@example.org"));
  EXPECT_FALSE(is_personal("cora marmot lantern oboe", "cora.lind@example.org"));
}

TEST(Sha1, GivesThePublishedValues) {
  EXPECT_EQ(sha1_hex(""), "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709");
  EXPECT_EQ(sha1_hex("abc"), "A9993E364706816ABA3E25717850C26C9CD0D89D");
  EXPECT_EQ(sha1_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "84983E441C3BD26EBAAE4AA1F95129E5E54670F1");
  EXPECT_EQ(sha1_hex(std::string(1'000'000, 'a')), "34AA973CD4C4DAA4F61EEB2BDBAD27316534016F");
}

class BreachList : public testing::TestWithParam<std::size_t> {};

INSTANTIATE_TEST_SUITE_P(Sizes, BreachList, testing::Values(0, 1, 2, 3, 10, 1000));

TEST_P(BreachList, FindsEveryLineAndNothingElse) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < GetParam(); ++i) {
    lines.push_back(sha1_hex("stolen " + std::to_string(i)) + (i % 3 ? ":" + std::to_string(i * i) : ""));
  }
  std::ranges::sort(lines);
  const TestFolder folder;
  const auto file = folder.path() / "list.txt";
  std::ofstream out(file);
  for (const std::string& line : lines) out << line << "\n";
  out.close();
  for (std::size_t i = 0; i < GetParam(); ++i) {
    EXPECT_TRUE(in_breach_list(file, "stolen " + std::to_string(i))) << i;
    EXPECT_FALSE(in_breach_list(file, "kept " + std::to_string(i))) << i;
  }
  EXPECT_FALSE(in_breach_list(file, "marmot lantern oboe"));
  EXPECT_EQ(fault_of("stolen 0 and more", file), "");
}

TEST(BreachListFile, RefusesAPasswordOnItAndIsNeverPassedOver) {
  const TestFolder folder;
  const auto file = folder.path() / "list.txt";
  std::ofstream(file) << sha1_hex("marmot lantern oboe") << ":7\n";
  EXPECT_EQ(fault_of("marmot lantern oboe", file), "breached");
  EXPECT_THROW(in_breach_list(folder.path() / "none", "x"), std::runtime_error);
}

}  // namespace
}  // namespace kith::accounts
