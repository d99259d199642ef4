#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "store/test/store_test.h"

namespace kith {
namespace {

// A child process that writes notes and acknowledges each on a pipe, exactly when its `done` is called.
class WritingChild {
 public:
  // `start` runs in the child before the database is opened.
  template <class Start>
  WritingChild(const TestDatabase& place, std::int64_t first_id, const Start& start) {
    if (::pipe(pipe_) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(pipe_[0]);
      start();
      write_for_ever(place, first_id);
    }
    ::close(pipe_[1]);
  }
  ~WritingChild() { ::close(pipe_[0]); }

  // Reads acknowledgements until there are `count`, or the child has ended.
  void read_acks(std::size_t count) {
    std::int64_t id = 0;
    while (acked_.size() < count && ::read(pipe_[0], &id, sizeof id) == sizeof id) acked_.insert(id);
  }
  void kill_now() {
    ::kill(pid_, SIGKILL);
    read_acks(SIZE_MAX);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    return status;
  }
  const std::set<std::int64_t>& acked() const { return acked_; }

 private:
  [[noreturn]] void write_for_ever(const TestDatabase& place, std::int64_t id) {
    try {
      const auto database = place.open();
      const std::string filling(200, 'x');
      while (!database->failed()) {
        if (database->status().waiting > 50) std::this_thread::yield();
        ++id;
        database->write_async([id, filling](Tx& tx) { add_note(tx, id, filling + std::to_string(id)); },
                              [this, id](WriteOutcome outcome) {
                                if (!outcome.error && ::write(pipe_[1], &id, sizeof id) < 0) ::_exit(3);
                              });
        if (id % 20 == 0) database->write([](Tx&) {});
      }
    } catch (const StoreError&) {
    }
    ::_exit(0);
  }

  int pipe_[2] = {-1, -1};
  pid_t pid_ = -1;
  std::set<std::int64_t> acked_;
};

class CrashTest : public StoreTest {
 protected:
  CrashTest() : place_(GetParam()) { make_notes(*place_.open()); }

  std::set<std::int64_t> stored() {
    std::set<std::int64_t> ids;
    const auto database = place_.open();
    EXPECT_TRUE(database->check().empty());
    database->read([&](Tx& tx) {
      for (const Row& row : tx.query("select id from note")) ids.insert(row.integer(0));
    });
    return ids;
  }

  void expect_all_stored(const std::set<std::int64_t>& acked) {
    const std::set<std::int64_t> there = stored();
    for (const std::int64_t id : acked) EXPECT_TRUE(there.contains(id)) << "acknowledged and lost: " << id;
  }

  TestDatabase place_;
};

TEST_P(CrashTest, WhatWasAcknowledgedSurvivesKill) {
  std::set<std::int64_t> acked;
  for (int round = 0; round < 20; ++round) {
    WritingChild child(place_, round * 1'000'000, [] {});
    child.read_acks(static_cast<std::size_t>(1 + round * 37 % 400));
    child.kill_now();
    EXPECT_FALSE(child.acked().empty());
    acked.insert(child.acked().begin(), child.acked().end());
    expect_all_stored(acked);
  }
}

KITH_ON_EVERY_DATABASE(CrashTest);

// A disk that is full after so many bytes, as the process sees it: writes come back short, then fail.
TEST(FullDisk, NothingIsAcknowledgedThatIsNotStored) {
  std::size_t acked_in_all = 0;
  for (const rlim_t kilobytes : {100, 150, 233, 500, 4500}) {
    const TestDatabase place("sqlite");
    make_notes(*place.open());
    WritingChild child(place, 0, [kilobytes] {
      const rlimit limit{kilobytes * 1024 + 77, kilobytes * 1024 + 77};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      ::signal(SIGXFSZ, SIG_IGN);
    });
    child.read_acks(SIZE_MAX);
    EXPECT_EQ(child.wait(), 0) << "the child must notice, stop writing and end";
    acked_in_all += child.acked().size();

    const auto database = place.open();
    EXPECT_TRUE(database->check().empty());
    database->read([&](Tx& tx) {
      std::set<std::int64_t> there;
      for (const Row& row : tx.query("select id from note")) there.insert(row.integer(0));
      for (const std::int64_t id : child.acked()) EXPECT_TRUE(there.contains(id)) << "lost: " << id;
    });
    database->write([](Tx& tx) { add_note(tx, 99'999'999, "works again"); });
  }
  EXPECT_GT(acked_in_all, 0u);
}

// Migrations killed at any moment leave whole steps only.
TEST_P(CrashTest, AKilledMigrationLeavesWholeSteps) {
  std::vector<Migration> steps;
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(1000 + i);
    steps.push_back({n, "create table left_" + n + " (id bigint primary key);\ncreate table right_" + n +
                            " (id bigint primary key);\n"});
  }
  const std::vector<ModuleSchema> all{store_schema(), notes_schema(), {"pairs", steps}};
  for (int round = 0; round < 5; ++round) {
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const TestDatabase place(GetParam());
    const pid_t pid = ::fork();
    if (pid == 0) {
      const auto database = place.open();
      if (::write(pipe[1], "x", 1) < 0) ::_exit(3);
      database->migrate(all);
      ::_exit(0);
    }
    char byte = 0;
    ASSERT_EQ(::read(pipe[0], &byte, 1), 1);
    ::poll(nullptr, 0, 4 * round);
    ::kill(pid, SIGKILL);
    ::waitpid(pid, nullptr, 0);
    ::close(pipe[0]);
    ::close(pipe[1]);
    const auto database = place.open();
    database->migrate(all);
    database->read([&](Tx& tx) {
      EXPECT_EQ(tx.query("select count(*) from schema_step where module = 'pairs'")[0].integer(0), 30);
      for (const Migration& step : steps) {
        EXPECT_NO_THROW(tx.query("select count(*) from left_" + step.version));
        EXPECT_NO_THROW(tx.query("select count(*) from right_" + step.version));
      }
    });
  }
}

}  // namespace
}  // namespace kith
