#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include "base/refusal.h"
#include "store/test/store_test.h"

namespace kith {
namespace {

class WriteTest : public StoreTest {
 protected:
  void SetUp() override {
    database_ = fresh_database(GetParam());
    make_notes(*database_);
  }

  // Keeps the writer busy until told, so that what is queued next goes into one batch.
  class Gate {
   public:
    explicit Gate(Database& database) {
      database.write_async(
          [this](Tx&) {
            entered_.count_down();
            opened_.wait();
          },
          [this](WriteOutcome) { left_.count_down(); });
      entered_.wait();
    }
    ~Gate() {
      open();
      left_.wait();
    }
    void open() {
      if (!opened_.try_wait()) opened_.count_down();
    }

   private:
    std::latch entered_{1};
    std::latch opened_{1};
    std::latch left_{1};
  };

  std::unique_ptr<Database> database_;
};

TEST_P(WriteTest, OneFailingOperationOfABatchHarmsNoOther) {
  std::vector<std::exception_ptr> outcomes(4);
  std::latch all(4);
  const std::int64_t commits = database_->status().commits;
  {
    Gate gate(*database_);
    const auto queue = [&](std::size_t place, Database::Operation operation) {
      database_->write_async(std::move(operation), [&, place](WriteOutcome outcome) {
        outcomes[place] = outcome.error;
        all.count_down();
      });
    };
    queue(0, [](Tx& tx) { add_note(tx, 1, "kept"); });
    queue(1, [](Tx& tx) {
      add_note(tx, 2, "undone");
      throw not_found();
    });
    queue(2, [](Tx& tx) {
      add_note(tx, 3, "undone too");
      add_note(tx, 4, "kept");
    });
    queue(3, [](Tx& tx) { add_note(tx, 5, "kept as well"); });
    EXPECT_EQ(database_->status().waiting, 4u);
  }
  all.wait();
  EXPECT_FALSE(outcomes[0]);
  EXPECT_THROW(std::rethrow_exception(outcomes[1]), Refusal);
  EXPECT_THROW(std::rethrow_exception(outcomes[2]), UniqueViolation);
  EXPECT_FALSE(outcomes[3]);
  EXPECT_EQ(count_notes(*database_), 2);
  EXPECT_EQ(database_->status().commits, commits + 2) << "the gate, and all four together";
  EXPECT_FALSE(database_->failed());
}

TEST_P(WriteTest, ASwallowedErrorStillUndoesTheOperation) {
  EXPECT_THROW(database_->write([](Tx& tx) {
    add_note(tx, 1, "first");
    try {
      add_note(tx, 1, "second");
    } catch (const UniqueViolation&) {
    }
  }),
               UniqueViolation);
  EXPECT_THROW(database_->write([](Tx& tx) {
    try {
      tx.execute("insert into nowhere values (1)");
    } catch (const StoreError&) {
    }
    add_note(tx, 2, "after an error");
  }),
               StoreError);
  EXPECT_EQ(count_notes(*database_), 0);
}

TEST_P(WriteTest, NothingIsVisibleBeforeDoneAndAllIsAfter) {
  std::promise<std::int64_t> seen_in_done;
  database_->write_async([&](Tx& tx) { add_note(tx, 1, "x"); },
                         [&](WriteOutcome) { seen_in_done.set_value(count_notes(*database_)); });
  EXPECT_EQ(seen_in_done.get_future().get(), 1);
}

TEST_P(WriteTest, TenThousandMayWaitAndNoMore) {
  std::atomic<int> ended = 0;
  std::exception_ptr refused;
  {
    Gate gate(*database_);
    for (int i = 0; i < 10'000; ++i) {
      database_->write_async([](Tx&) {}, [&](WriteOutcome outcome) { ended += outcome.error ? 1000000 : 1; });
    }
    database_->write_async([](Tx&) {}, [&](WriteOutcome outcome) { refused = outcome.error; });
    ASSERT_TRUE(refused) << "refused at once";
  }
  for (int tries = 0; ended < 10'000 && tries < 6'000; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(ended, 10'000);
  try {
    std::rethrow_exception(refused);
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.kind(), RefusalKind::unavailable);
    EXPECT_EQ(refusal.code(), "store.busy");
  }
}

TEST_P(WriteTest, TheDestructorCompletesWhatWaits) {
  std::atomic<int> ended = 0;
  for (int i = 0; i < 1000; ++i) {
    database_->write_async([i](Tx& tx) { add_note(tx, i, std::to_string(i)); },
                           [&](WriteOutcome outcome) { ended += outcome.error ? 0 : 1; });
  }
  database_.reset();
  EXPECT_EQ(ended, 1000);
}

TEST_P(WriteTest, ManyThreadsWriteAndReadAtOnce) {
  std::vector<std::thread> threads;
  std::atomic<std::int64_t> next = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const std::int64_t id = ++next;
        database_->write([&](Tx& tx) { add_note(tx, id, std::to_string(id)); });
        EXPECT_GE(count_notes(*database_), 1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count_notes(*database_), 200);
  EXPECT_LE(database_->status().commits, database_->status().writes);
}

TEST_P(WriteTest, WaitingForOneselfIsABug) {
  EXPECT_THROW(database_->write([&](Tx&) { database_->write([](Tx&) {}); }), std::logic_error);
  EXPECT_THROW(database_->write([&](Tx&) { database_->read([](Tx&) {}); }), std::logic_error);
  EXPECT_THROW(database_->read([&](Tx&) { database_->read([](Tx&) {}); }), std::logic_error);
  EXPECT_NO_THROW(database_->read([](Tx&) {}));
}

TEST_P(WriteTest, AReadIsOneSnapshotAndMayNotWrite) {
  database_->write([](Tx& tx) { add_note(tx, 1, "before"); });
  database_->read([&](Tx& tx) {
    EXPECT_EQ(tx.query("select count(*) from note")[0].integer(0), 1);
    std::thread([&] { database_->write([](Tx& other) { add_note(other, 2, "meanwhile"); }); }).join();
    EXPECT_EQ(tx.query("select count(*) from note")[0].integer(0), 1);
    EXPECT_FALSE(tx.may_write());
  });
  EXPECT_EQ(count_notes(*database_), 2);
  EXPECT_THROW(database_->read([](Tx& tx) { add_note(tx, 3, "no"); }), StoreError);
  EXPECT_EQ(count_notes(*database_), 2);
  EXPECT_FALSE(database_->failed());
}

KITH_ON_EVERY_DATABASE(WriteTest);

TEST(MemoryDatabase, ReadsAndWritesTakeTurns) {
  const auto database = fresh_database("memory");
  make_notes(*database);
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        database->write([&](Tx& tx) { add_note(tx, t * 100 + i, std::to_string(t * 100 + i)); });
        count_notes(*database);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count_notes(*database), 150);
  EXPECT_THROW(database->read([](Tx& tx) { add_note(tx, 999, "no"); }), StoreError);
  EXPECT_THROW(database->write([&](Tx&) { database->read([](Tx&) {}); }), std::logic_error);
  EXPECT_TRUE(database->check().empty());
}

}  // namespace
}  // namespace kith
