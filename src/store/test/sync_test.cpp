#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <future>
#include <mutex>
#include <set>

#include "store/test/store_test.h"

// What SQLite asks of the disk, seen and spoilt by this program: the calls below stand before the system's
// own. (Promise R3: nothing is acknowledged before it is on the disk, and no fault passes for success.)
namespace {

enum class Call { write, sync };

class Disk {
 public:
  static Disk& get() {
    static Disk disk;
    return disk;
  }

  // The n-th such call from now on fails with that error, as does every one after it; 0 for none.
  void fail(Call call, int at, int error) {
    const std::lock_guard guard(lock_);
    failing_ = call;
    at_ = at;
    error_ = error;
    count_ = 0;
    fired_ = false;
  }
  void mend() { fail(Call::write, 0, 0); }
  bool fired() const { return fired_; }
  int syncs() const { return syncs_; }
  // Whether something was written to a write-ahead log that no sync has followed.
  bool dirty() {
    const std::lock_guard guard(lock_);
    return !dirty_.empty();
  }
  void forget() {
    const std::lock_guard guard(lock_);
    dirty_.clear();
  }

  // The error to give back, or 0.
  int meet(Call call, int file) {
    const std::lock_guard guard(lock_);
    if (call == failing_ && at_ > 0 && ++count_ >= at_) {
      fired_ = true;
      return error_;
    }
    if (call == Call::write && is_log(file)) dirty_.insert(file);
    if (call == Call::sync) {
      dirty_.erase(file);
      ++syncs_;
    }
    return 0;
  }

 private:
  static bool is_log(int file) {
    char name[4096];
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ssize_t length = ::readlink(link.c_str(), name, sizeof name);
    return length > 0 && std::string_view(name, static_cast<std::size_t>(length)).ends_with("-wal");
  }

  std::mutex lock_;
  Call failing_ = Call::write;
  int at_ = 0, error_ = 0, count_ = 0;
  std::atomic<bool> fired_ = false;
  std::atomic<int> syncs_ = 0;
  std::set<int> dirty_;
};

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int fdatasync(int file) {
  static auto* const real = next<int(int)>("fdatasync");
  if (const int error = Disk::get().meet(Call::sync, file)) {
    errno = error;
    return -1;
  }
  return real(file);
}

extern "C" ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  if (const int error = Disk::get().meet(Call::write, file)) {
    // A full disk takes half of it first.
    if (error == ENOSPC && size > 1) return real(file, bytes, size / 2, at);
    errno = error;
    return -1;
  }
  return real(file, bytes, size, at);
}

namespace kith {
namespace {

// Planted fault: `synchronous` to `normal` in src/store/sqlite/connection.cpp.
TEST(Sync, NothingIsAcknowledgedBeforeItIsOnTheDisk) {
  const TestDatabase place("sqlite");
  const auto database = place.open();
  make_notes(*database);
  Disk::get().forget();
  for (int i = 0; i < 100; ++i) {
    const int before = Disk::get().syncs();
    std::promise<std::pair<int, bool>> ended;
    database->write_async([i](Tx& tx) { add_note(tx, i, std::to_string(i)); },
                          [&](WriteOutcome outcome) {
                            EXPECT_EQ(outcome.error, nullptr);
                            ended.set_value({Disk::get().syncs(), Disk::get().dirty()});
                          });
    const auto [syncs, dirty] = ended.get_future().get();
    ASSERT_GT(syncs, before) << "acknowledged without asking the disk";
    ASSERT_FALSE(dirty) << "acknowledged with something unwritten";
  }
}

class DiskFault : public ::testing::TestWithParam<std::tuple<Call, int>> {};

// At whichever call the disk gives up: what was acknowledged is there afterwards, the store says that it has
// failed and takes nothing more, and a new process goes on.
TEST_P(DiskFault, IsNeverTakenForSuccess) {
  const auto [call, error] = GetParam();
  int faults = 0;
  for (int at = 1; at <= 12; ++at) {
    const TestDatabase place("sqlite");
    std::set<std::int64_t> acknowledged;
    {
      const auto database = place.open();
      make_notes(*database);
      database->write([](Tx& tx) { add_note(tx, 1'000, "before"); });
      acknowledged.insert(1'000);
      Disk::get().fail(call, at, error);
      for (std::int64_t i = 0; i < 12 && !Disk::get().fired(); ++i) {
        try {
          database->write([i](Tx& tx) { add_note(tx, i, std::to_string(i) + std::string(9'000, 'x')); });
          acknowledged.insert(i);
        } catch (const StoreError&) {
        }
      }
      faults += Disk::get().fired() ? 1 : 0;
      if (Disk::get().fired()) {
        EXPECT_TRUE(database->failed()) << at;
        EXPECT_THROW(database->write([](Tx& tx) { add_note(tx, 2'000, "after"); }), StoreError) << at;
      }
    }
    Disk::get().mend();
    const auto database = place.open();
    EXPECT_TRUE(database->check().empty()) << at;
    database->read([&](Tx& tx) {
      std::set<std::int64_t> there;
      for (const Row& row : tx.query("select id from note")) there.insert(row.integer(0));
      for (const std::int64_t id : acknowledged) EXPECT_TRUE(there.contains(id)) << "lost: " << id;
    });
    EXPECT_NO_THROW(database->write([](Tx& tx) { add_note(tx, 3'000, "again"); })) << at;
  }
  EXPECT_GE(faults, 6);
}

INSTANTIATE_TEST_SUITE_P(Each, DiskFault,
                         ::testing::Values(std::tuple{Call::write, ENOSPC}, std::tuple{Call::write, EIO},
                                           std::tuple{Call::sync, EIO}, std::tuple{Call::sync, ENOSPC}),
                         [](const auto& given) {
                           return std::string(std::get<0>(given.param) == Call::write ? "write" : "sync") +
                                  (std::get<1>(given.param) == EIO ? "_eio" : "_full");
                         });

}  // namespace
}  // namespace kith
