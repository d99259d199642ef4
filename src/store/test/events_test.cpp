#include "base/refusal.h"
#include "store/test/store_test.h"

namespace kith {
namespace {

class EventsTest : public StoreTest {
 protected:
  void SetUp() override {
    database_ = fresh_database(GetParam());
    database_->migrate({store_schema()});
  }
  static StoredEvent event(const std::string& id) {
    return {0,
            id,
            {1'700'000'000'000'000},
            "matching.pair_made",
            "person-1",
            "programme-1",
            "pair-1",
            Json::object({{"score", 3}})};
  }
  std::unique_ptr<Database> database_;
};

TEST_P(EventsTest, NumbersHaveNoGapsEvenWhenOperationsFail) {
  int refused = 0;
  for (int i = 0; i < 60; ++i) {
    database_->write_async(
        [i](Tx& tx) {
          append_event(tx, event("e" + std::to_string(i)));
          if (i % 3 == 1) throw not_found();
        },
        [&](WriteOutcome outcome) { refused += outcome.error ? 1 : 0; });
  }
  database_->write([](Tx& tx) { EXPECT_EQ(append_event(tx, event("last")), 41); });
  EXPECT_EQ(refused, 20);
  database_->read([](Tx& tx) {
    EXPECT_EQ(last_event_sequence(tx), 41);
    const auto events = events_after(tx, 0, 100);
    ASSERT_EQ(events.size(), 41u);
    for (std::size_t i = 0; i < events.size(); ++i)
      EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i) + 1);
  });
  EXPECT_TRUE(database_->check().empty());
}

TEST_P(EventsTest, AnEventComesBackWholeAndInPages) {
  database_->write([](Tx& tx) {
    for (int i = 0; i < 5; ++i) append_event(tx, event("e" + std::to_string(i)));
  });
  database_->read([](Tx& tx) {
    const auto page = events_after(tx, 2, 2);
    ASSERT_EQ(page.size(), 2u);
    EXPECT_EQ(page[0].sequence, 3);
    EXPECT_EQ(page[0].id, "e2");
    EXPECT_EQ(page[0].at, (Instant{1'700'000'000'000'000}));
    EXPECT_EQ(page[0].type, "matching.pair_made");
    EXPECT_EQ(page[0].actor, "person-1");
    EXPECT_EQ(page[0].programme, "programme-1");
    EXPECT_EQ(page[0].subject, "pair-1");
    EXPECT_EQ(page[0].data, Json::object({{"score", 3}}));
  });
}

TEST_P(EventsTest, AskedForByTypeOnlyThoseCome) {
  database_->write([](Tx& tx) {
    for (const std::string type : {"a", "b", "c", "b"}) {
      StoredEvent made = event(type + std::to_string(last_event_sequence(tx)));
      made.type = type;
      append_event(tx, made);
    }
  });
  database_->read([](Tx& tx) {
    const auto events = events_after(tx, 1, 10, {"a", "b"});
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[0].sequence, 2);
    EXPECT_EQ(events[1].sequence, 4);
    EXPECT_EQ(events_after(tx, 1, 1, {"b"}).size(), 1u);
  });
}

TEST_P(EventsTest, APersonsEventsAreWhatTheyDidAndWhatHappenedToThem) {
  database_->write([](Tx& tx) {
    int number = 0;
    const auto add = [&](const std::string& actor, const std::string& subject, const std::string& programme) {
      StoredEvent made = event("e" + std::to_string(number++));
      made.actor = actor;
      made.subject = subject;
      made.programme = programme;
      append_event(tx, made);
    };
    add("ann", "bea", "p");
    add("bea", "ann", "p");
    add("ann", "ann", "p");
    add("ann", "ann", "other");
    add("bea", "bea", "p");
  });
  database_->read([](Tx& tx) {
    const auto events = events_of(tx, "p", "ann", 10);
    ASSERT_EQ(events.size(), 3u);
    EXPECT_EQ(events[0].sequence, 3);
    EXPECT_EQ(events[2].sequence, 1);
    EXPECT_EQ(events_of(tx, "p", "ann", 2).size(), 2u);
  });
}

TEST_P(EventsTest, TheSameEventTwiceIsRefused) {
  database_->write([](Tx& tx) { append_event(tx, event("e")); });
  EXPECT_THROW(database_->write([](Tx& tx) { append_event(tx, event("e")); }), UniqueViolation);
  EXPECT_THROW(database_->read([](Tx& tx) { append_event(tx, event("f")); }), std::logic_error);
}

TEST_P(EventsTest, ACursorStartsAtZeroAndStaysWhereItIsPut) {
  database_->write([](Tx& tx) {
    EXPECT_EQ(cursor_of(tx, "journeys"), 0);
    set_cursor(tx, "journeys", 7);
    set_cursor(tx, "journeys", 9);
  });
  database_->read([](Tx& tx) {
    EXPECT_EQ(cursor_of(tx, "journeys"), 9);
    EXPECT_EQ(cursor_of(tx, "notifications"), 0);
  });
}

TEST_P(EventsTest, CheckFindsAMissingEvent) {
  database_->write([](Tx& tx) {
    for (int i = 0; i < 3; ++i) append_event(tx, event("e" + std::to_string(i)));
  });
  database_->write([](Tx& tx) { tx.execute("delete from event where sequence = $1", 2); });
  EXPECT_EQ(database_->check().size(), 1u);
}

KITH_ON_EVERY_DATABASE(EventsTest);

}  // namespace
}  // namespace kith
