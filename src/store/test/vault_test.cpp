#include "store/vault.h"

#include <sys/stat.h>

#include <fstream>
#include <map>

#include "base/refusal.h"
#include "store/test/store_test.h"
#include "store/vault_keys.h"

namespace kith {
namespace {

class VaultTest : public StoreTest {
 protected:
  void SetUp() override {
    database_ = fresh_database(GetParam());
    database_->migrate({store_schema()});
  }
  Bytes seal(const std::string& owner, const std::string& place, const std::string& plain) {
    Bytes sealed;
    database_->write([&](Tx& tx) { sealed = vault_.seal(tx, owner, place, plain); });
    return sealed;
  }
  std::string open(const std::string& owner, const std::string& place, const Bytes& sealed) {
    std::string plain;
    database_->read([&](Tx& tx) { plain = vault_.open_sealed(tx, owner, place, sealed.data); });
    return plain;
  }
  SystemRandom random_;
  Vault vault_ = Vault::from_key(std::string(32, 'k'), random_);
  std::unique_ptr<Database> database_;
};

TEST_P(VaultTest, OpensWhatItSealedAndHidesIt) {
  const Bytes sealed = seal("p1", "message.body", "I am not well today");
  EXPECT_EQ(open("p1", "message.body", sealed), "I am not well today");
  EXPECT_EQ(sealed.data.find("well"), std::string::npos);
  EXPECT_NE(sealed, seal("p1", "message.body", "I am not well today")) << "equal texts must not look equal";
  EXPECT_EQ(open("p1", "message.body", seal("p1", "message.body", "")), "");
}

TEST_P(VaultTest, AnyChangedByteIsNoticed) {
  const Bytes sealed = seal("p1", "message.body", "ten o'clock");
  for (std::size_t i = 0; i < sealed.data.size(); ++i) {
    Bytes changed = sealed;
    changed.data[i] = static_cast<char>(changed.data[i] ^ 1);
    EXPECT_THROW(open("p1", "message.body", changed), StoreError) << "byte " << i;
  }
  EXPECT_THROW(open("p1", "message.body", Bytes{}), StoreError);
}

TEST_P(VaultTest, KeysReadAheadOpenTheSameWithoutAskingAgain) {
  std::map<std::string, Bytes> sealed;
  std::vector<std::string> owners;
  for (int i = 0; i < 120; ++i) {
    owners.push_back("p" + std::to_string(i));
    sealed[owners.back()] = seal(owners.back(), "person.name", "name " + owners.back());
  }
  owners.push_back("never sealed for");
  database_->read([&](Tx& tx) {
    read_keys_of(tx, owners);
    EXPECT_NE(wrapped_key_read(tx, "p119"), nullptr);
    EXPECT_EQ(wrapped_key_read(tx, "never sealed for"), nullptr);
    for (const auto& [owner, bytes] : sealed)
      EXPECT_EQ(vault_.open_sealed(tx, owner, "person.name", bytes.data), "name " + owner);
  });
  database_->read(
      [](Tx& tx) { EXPECT_EQ(wrapped_key_read(tx, "p0"), nullptr) << "outlived the transaction"; });
}

TEST_P(VaultTest, AKeyReadAheadDoesNotOutliveItsDestruction) {
  const Bytes sealed = seal("p1", "person.name", "Ann");
  database_->write([&](Tx& tx) {
    read_keys_of(tx, {"p1"});
    vault_.destroy_key(tx, "p1");
    EXPECT_EQ(wrapped_key_read(tx, "p1"), nullptr);
    EXPECT_EQ(vault_.open_sealed(tx, "p1", "person.name", sealed.data), "");
  });
  database_->read([&](Tx& tx) {
    read_keys_of(tx, {"p1"});
    EXPECT_EQ(vault_.open_sealed(tx, "p1", "person.name", sealed.data), "");
  });
}

TEST_P(VaultTest, AValueMovedElsewhereDoesNotOpen) {
  const Bytes sealed = seal("p1", "message.body", "for one only");
  seal("p2", "message.body", "another");
  EXPECT_THROW(open("p2", "message.body", sealed), StoreError);
  EXPECT_THROW(open("p1", "person.name", sealed), StoreError);
  EXPECT_THROW(open("nobody", "message.body", sealed), StoreError);
}

TEST_P(VaultTest, AMovedKeyDoesNotOpen) {
  const Bytes sealed = seal("p1", "message.body", "mine");
  database_->write([](Tx& tx) {
    tx.execute(
        "insert into vault_key (owner, wrapped) select 'thief', wrapped from vault_key where owner = 'p1'");
  });
  EXPECT_THROW(open("thief", "message.body", sealed), StoreError);
}

TEST_P(VaultTest, ADestroyedKeyIsGoneForEver) {
  const Bytes sealed = seal("p1", "message.body", "forget me");
  const Bytes other = seal("p2", "message.body", "keep me");
  database_->write([&](Tx& tx) {
    EXPECT_EQ(vault_.open_sealed(tx, "p1", "message.body", sealed.data), "forget me");
    vault_.destroy_key(tx, "p1");
    EXPECT_EQ(vault_.open_sealed(tx, "p1", "message.body", sealed.data), "") << "remembered keys go too";
  });
  EXPECT_EQ(open("p1", "message.body", sealed), "");
  EXPECT_EQ(open("p2", "message.body", other), "keep me");
  EXPECT_THROW(seal("p1", "message.body", "again"), StoreError);
}

// Promise V3. Planted fault: Vault::open_json without its look at the key.
TEST_P(VaultTest, WhatWasOpenedBeforeIsNotFoundOnceTheKeyIsDestroyed) {
  const Bytes sealed = seal("p1", "profile.content", R"({"name":"Ann"})");
  const auto name = [&](Tx& tx) {
    const auto content = vault_.open_json(tx, "p1", "profile.content", sealed.data);
    return content ? content->text("name") : "gone";
  };
  database_->read([&](Tx& tx) {
    EXPECT_EQ(name(tx), "Ann");
    EXPECT_EQ(vault_.open_json(tx, "p1", "profile.content", sealed.data).get(),
              vault_.open_json(tx, "p1", "profile.content", sealed.data).get())
        << "read anew";
  });
  database_->write([&](Tx& tx) {
    tx.execute("update vault_key set wrapped = null where owner = 'p1'");  // as another process would
  });
  database_->read([&](Tx& tx) { EXPECT_EQ(name(tx), "gone"); });
}

TEST_P(VaultTest, WhatIsRememberedIsOfTheseVeryBytes) {
  const Bytes first = seal("p1", "profile.content", R"({"name":"Ann"})");
  const Bytes second = seal("p1", "profile.content", R"({"name":"Anna"})");
  Bytes changed = second;
  changed.data.back() = static_cast<char>(changed.data.back() ^ 1);
  database_->read([&](Tx& tx) {
    EXPECT_EQ(vault_.open_json(tx, "p1", "profile.content", first.data)->text("name"), "Ann");
    EXPECT_EQ(vault_.open_json(tx, "p1", "profile.content", second.data)->text("name"), "Anna");
    EXPECT_EQ(vault_.open_json(tx, "p1", "profile.content", first.data)->text("name"), "Ann");
    EXPECT_THROW(vault_.open_json(tx, "p1", "profile.content", changed.data), StoreError);
    EXPECT_THROW(vault_.open_json(tx, "p1", "person.identity", first.data), StoreError);
  });
}

TEST_P(VaultTest, ADestructionThatIsRolledBackDidNotHappen) {
  const Bytes sealed = seal("p1", "message.body", "still here");
  EXPECT_THROW(database_->write([&](Tx& tx) {
    vault_.destroy_key(tx, "p1");
    throw not_found();
  }),
               Refusal);
  EXPECT_EQ(open("p1", "message.body", sealed), "still here");
}

TEST_P(VaultTest, TheFirstSealingNeedsAWrite) {
  EXPECT_THROW(database_->read([&](Tx& tx) { vault_.seal(tx, "new", "message.body", "x"); }),
               std::logic_error);
}

TEST_P(VaultTest, AnotherInstallationCannotOpen) {
  const Bytes sealed = seal("p1", "message.body", "ours");
  const Vault other = Vault::from_key(std::string(32, 'x'), random_);
  EXPECT_THROW(database_->read([&](Tx& tx) { other.open_sealed(tx, "p1", "message.body", sealed.data); }),
               StoreError);
  EXPECT_NE(other.lookup_hash("email", "a@example.org"), vault_.lookup_hash("email", "a@example.org"));
}

KITH_ON_EVERY_DATABASE(VaultTest);

TEST(VaultKey, LookupHashesDependOnPurposeAndText) {
  SystemRandom random;
  const Vault vault = Vault::from_key(std::string(32, 'k'), random);
  EXPECT_EQ(vault.lookup_hash("email", "a"), vault.lookup_hash("email", "a"));
  EXPECT_NE(vault.lookup_hash("email", "a"), vault.lookup_hash("email", "b"));
  EXPECT_NE(vault.lookup_hash("email", "a"), vault.lookup_hash("phone", "a"));
  EXPECT_NE(vault.lookup_hash("ab", "c"), vault.lookup_hash("a", "bc"));
  EXPECT_EQ(vault.lookup_hash("email", "a").size(), 43u);
}

TEST(VaultKey, TheFileIsMadeOncePrivateAndReadAgain) {
  const TestFolder folder;
  const auto file = folder.path() / "kith.key";
  SystemRandom random;
  EXPECT_THROW(Vault::open(file, random, false), StoreError);
  const std::string hash = Vault::open(file, random, true).lookup_hash("p", "x");
  EXPECT_EQ(Vault::open(file, random, true).lookup_hash("p", "x"), hash);
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
}

TEST(VaultKey, AnOpenOrShortFileIsRefused) {
  const TestFolder folder;
  const auto file = folder.path() / "kith.key";
  SystemRandom random;
  Vault::open(file, random, true);
  ::chmod(file.c_str(), 0640);
  EXPECT_THROW(Vault::open(file, random, false), StoreError);
  ::chmod(file.c_str(), 0600);
  EXPECT_NO_THROW(Vault::open(file, random, false));
  std::ofstream(file) << "short";
  EXPECT_THROW(Vault::open(file, random, false), StoreError);
  EXPECT_THROW(Vault::from_key("short", random), StoreError);
}

}  // namespace
}  // namespace kith
