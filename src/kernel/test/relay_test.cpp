#include <condition_variable>

#include "kernel_world.h"

namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// What a consumer heard, told from any thread.
class Heard {
 public:
  void add(const std::string& what) {
    const std::lock_guard guard(lock_);
    all_.push_back(what);
    changed_.notify_all();
  }
  std::vector<std::string> all() {
    const std::lock_guard guard(lock_);
    return all_;
  }
  // Waits until that was heard; false when it never comes.
  bool wait_for(const std::string& what) {
    std::unique_lock guard(lock_);
    return changed_.wait_for(guard, std::chrono::seconds(20),
                             [&] { return std::ranges::find(all_, what) != all_.end(); });
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<std::string> all_;
};

Reaction reaction(const std::string& consumer, std::function<void(Context&, const StoredEvent&)> react) {
  return {consumer, {std::string(NoteAdded::type)}, std::move(react)};
}

void remember(Context& context, const StoredEvent& event, const std::string& text) {
  context.tx.execute("insert into note (id, text) values ($1, $2)", text + event.subject, text);
}

class RelayTest : public KernelTest {};

INSTANTIATE_TEST_SUITE_P(Kinds, RelayTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(RelayTest, EachConsumerHearsEveryEventOnceAndInOrder) {
  Heard first, second;
  NoteHooks hooks;
  hooks.reactions = {reaction("first", [&](Context&, const StoredEvent& e) { first.add(e.subject); }),
                     reaction("second", [&](Context&, const StoredEvent& e) { second.add(e.subject); })};
  house.build(hooks);
  std::vector<std::string> all;
  for (int i = 0; i < 250; ++i) all.push_back("n" + std::to_string(i));
  for (int i = 0; i < 120; ++i) house.emit(all[static_cast<std::size_t>(i)]);
  house.application->settle();
  house.build(hooks);
  for (int i = 120; i < 250; ++i) house.emit(all[static_cast<std::size_t>(i)]);
  house.application->settle();
  house.application->settle();
  EXPECT_EQ(first.all(), all);
  EXPECT_EQ(second.all(), all);
}

TEST_P(RelayTest, WhatAReactionDoesAndItsPlaceInTheLogAreOne) {
  NoteHooks hooks;
  hooks.reactions = {
      reaction("writer", [](Context& c, const StoredEvent& event) { remember(c, event, "heard"); })};
  house.build(hooks);
  std::size_t faults = 0;
  for (std::size_t statement = 1; statement < 20; ++statement) {
    house.emit("n" + std::to_string(statement));
    house.faulty.fail_at(statement);
    house.application->settle();
    if (!house.faulty.has_failed()) break;
    ++faults;
    ASSERT_EQ(house.count("select sequence from consumer_cursor"), house.count("select count(*) from note"));
  }
  EXPECT_GE(faults, 3U);
  EXPECT_EQ(house.notes().size(), house.events().size());
}

TEST_P(RelayTest, AReactionThatFailsIsTriedAgainAndHoldsUpNobodyElse) {
  Heard good;
  int tries = 0;
  NoteHooks hooks;
  hooks.reactions = {reaction("bad",
                              [&](Context& c, const StoredEvent& event) {
                                remember(c, event, "bad");
                                if (event.subject == "poison" && ++tries < 3)
                                  throw std::runtime_error("hiccup");
                              }),
                     reaction("good", [&](Context&, const StoredEvent& e) { good.add(e.subject); })};
  hooks.jobs = {{"notes.job", [&](Context&, const Job&) { good.add("job"); }, {}, {}}};
  house.build(hooks);
  house.emit("poison");
  house.emit("after");
  house.as_system([](Context& c) { c.schedule("notes.job", "1", c.now, Json::object()); });
  house.application->start();
  EXPECT_TRUE(good.wait_for("after"));
  EXPECT_TRUE(good.wait_for("job"));
  house.application->stop();
  house.application->settle();
  EXPECT_EQ(tries, 3);
  EXPECT_THAT(house.notes(), ElementsAre("bad", "bad"));
  EXPECT_THAT(good.all(), ElementsAre("poison", "after", "job"));
}

// An event that nobody can handle must not hold up what comes after it for ever, and what was half done for
// it must not stay.
TEST_P(RelayTest, AnEventThatNeverWorksIsPassedOverLoudlyAndLeavesNothing) {
  int tries = 0;
  NoteHooks hooks;
  hooks.reactions = {reaction("bad", [&](Context& c, const StoredEvent& event) {
    remember(c, event, "half of " + event.subject + " ");
    if (event.subject == "poison") {
      ++tries;
      throw std::runtime_error("never");
    }
  })};
  house.build(hooks);
  house.emit("before");
  house.emit("poison");
  house.emit("after");
  house.application->settle();
  EXPECT_EQ(tries, 5);
  EXPECT_THAT(house.notes(), ::testing::UnorderedElementsAre("half of before ", "half of after "));
  EXPECT_THAT(house.logged(), HasSubstr("reaction_given_up"));
  EXPECT_EQ(house.count("select sequence from consumer_cursor"), 3);
}

// A statement that the store refuses (a unique index) loses the whole transaction, and is still only this
// event's trouble.
TEST_P(RelayTest, AReactionThatBreaksAUniqueIndexDoesNotStopTheRelayForEver) {
  Heard good;
  NoteHooks hooks;
  hooks.reactions = {reaction("bad", [&](Context& c, const StoredEvent& event) {
    if (event.subject != "poison") return good.add(event.subject);
    c.tx.execute("insert into note (id, text) values ('same', 'x')");
    c.tx.execute("insert into note (id, text) values ('same', 'x')");
  })};
  house.build(hooks);
  house.emit("poison");
  house.emit("after");
  house.application->settle();
  EXPECT_THAT(good.all(), ElementsAre("after"));
  EXPECT_TRUE(house.notes().empty());
}

TEST_P(RelayTest, AJobRunsWhenItIsDueAndNotBefore) {
  Heard ran;
  NoteHooks hooks;
  hooks.jobs = {{"notes.job", [&](Context&, const Job& job) { ran.add(job.payload.text("say")); }, {}, {}}};
  house.build(hooks);
  const auto schedule = [&](const std::string& key, Duration after, const std::string& say) {
    house.as_system([&](Context& c) {
      c.schedule("notes.job", key, c.now + after, Json::object({{"say", say}}));
    });
  };
  schedule("1", hours(2), "late");
  schedule("2", hours(1), "early");
  schedule("3", hours(1), "cancelled");
  schedule("4", hours(1), "moved");
  schedule("4", hours(3), "moved on");
  house.as_system([](Context& c) { c.cancel("notes.job", "3"); });
  house.clock.advance(minutes(59));
  house.application->settle();
  EXPECT_TRUE(ran.all().empty());
  house.clock.advance(minutes(1));
  house.application->settle();
  EXPECT_THAT(ran.all(), ElementsAre("early"));
  house.build(hooks);
  house.clock.advance(days(2));
  house.application->settle();
  EXPECT_THAT(ran.all(), ElementsAre("early", "late", "moved on"));
  EXPECT_EQ(house.count("select count(*) from job"), 0);
}

TEST_P(RelayTest, AClockSetBackRunsNoJobTwice) {
  Heard ran;
  NoteHooks hooks;
  hooks.jobs = {{"notes.job", [&](Context&, const Job&) { ran.add("ran"); }, {}, {}}};
  house.build(hooks);
  house.as_system([](Context& c) { c.schedule("notes.job", "1", c.now, Json::object()); });
  house.application->settle();
  house.clock.advance(-days(1));
  house.application->settle();
  house.clock.advance(days(2));
  house.application->settle();
  EXPECT_THAT(ran.all(), ElementsAre("ran"));
}

TEST_P(RelayTest, AJobThatFailsIsTakenBackAndTriedLaterAtLongerPauses) {
  int tries = 0;
  NoteHooks hooks;
  hooks.jobs = {{"notes.job",
                 [&](Context& c, const Job& job) {
                   c.tx.execute("insert into note (id, text) values ($1, 'x')", c.world.ids.next());
                   EXPECT_EQ(job.attempts, tries);
                   if (++tries < 3) throw std::runtime_error("not yet");
                 },
                 {},
                 {}}};
  house.build(hooks);
  house.as_system([](Context& c) { c.schedule("notes.job", "1", c.now, Json::object()); });
  house.application->settle();
  EXPECT_EQ(tries, 1);
  EXPECT_TRUE(house.notes().empty());
  house.clock.advance(seconds(59));
  house.application->settle();
  EXPECT_EQ(tries, 1);
  house.clock.advance(seconds(1));
  house.application->settle();
  EXPECT_EQ(tries, 2);
  house.clock.advance(minutes(2));
  house.application->settle();
  EXPECT_EQ(tries, 3);
  EXPECT_EQ(house.notes().size(), 1U);
  EXPECT_EQ(house.count("select count(*) from job"), 0);
  EXPECT_THAT(house.application->metrics_text(),
              HasSubstr("kith_jobs_total{kind=\"notes.job\",result=\"failed\"} 2"));
}

// Promise V1. Planted fault: `error.what()` in place of `cause(error)`.
TEST_P(RelayTest, WhatARefusalSaysToAPersonDoesNotComeOutInTheLog) {
  NoteHooks hooks;
  const auto refuse = [](Context&, const auto&) {
    throw Refusal(RefusalKind::conflict, "notes.full", "Plantedname has no room.");
  };
  hooks.reactions = {reaction("bad", refuse)};
  hooks.jobs = {{"notes.job", refuse, {}, {}}};
  hooks.after_event = refuse;
  house.build(hooks);
  house.add("plantedtext", "plantedkey");
  house.emit("n1");
  house.as_system([](Context& c) { c.schedule("notes.job", "1", c.now, Json::object()); });
  house.application->settle();
  EXPECT_THAT(house.logged(), HasSubstr("notes.full"));
  EXPECT_THAT(house.logged(), ::testing::Not(HasSubstr("lanted")));
}

TEST_P(RelayTest, AJobMaySetItselfAgain) {
  int runs = 0;
  NoteHooks hooks;
  hooks.jobs = {{"notes.job",
                 [&](Context& c, const Job& job) {
                   if (++runs < 3) c.schedule("notes.job", job.key, c.now + hours(1), Json::object());
                 },
                 {},
                 {}}};
  house.build(hooks);
  house.as_system([](Context& c) { c.schedule("notes.job", "1", c.now, Json::object()); });
  for (int i = 0; i < 5; ++i) {
    house.application->settle();
    house.clock.advance(hours(1));
  }
  EXPECT_EQ(runs, 3);
  EXPECT_EQ(house.count("select count(*) from job"), 0);
}

JobKind outside_kind(std::function<Json()> act, std::function<void(const Json&)> settle) {
  JobKind kind;
  kind.kind = "notes.outside";
  kind.prepare = [act](Context&, const Job&) { return OutsideAct(act); };
  kind.settle = [settle](Context&, const Job&, const Json& result) { settle(result); };
  return kind;
}

TEST_P(RelayTest, TheOutsideIsAskedOutsideAnyTransaction) {
  Heard said;
  NoteHooks hooks;
  hooks.jobs = {outside_kind(
      [&] {
        house.database->write([](Tx& tx) { tx.execute("insert into note (id, text) values ('1', 'x')"); });
        return Json("taken");
      },
      [&](const Json& result) { said.add(result.string()); })};
  house.build(hooks);
  house.as_system([](Context& c) { c.schedule("notes.outside", "1", c.now, Json::object()); });
  house.application->settle();
  EXPECT_THAT(said.all(), ElementsAre("taken"));
  EXPECT_EQ(house.count("select count(*) from job"), 0);
}

TEST_P(RelayTest, ACrashBetweenTheOutsideAndTheRecordAsksAgain) {
  int asked = 0;
  bool crash = true;
  NoteHooks hooks;
  hooks.jobs = {outside_kind([&] { return Json(++asked); },
                             [&](const Json&) {
                               if (crash) throw StoreError("gone");
                             })};
  house.build(hooks);
  house.as_system([](Context& c) { c.schedule("notes.outside", "1", c.now, Json::object()); });
  house.application->settle();
  crash = false;
  house.build(hooks);
  house.clock.advance(minutes(6));
  house.application->settle();
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(house.count("select count(*) from job"), 0);
}

// A mail server may hang on hundreds of letters; the clocks of the house ring all the same.
TEST_P(RelayTest, ManyLettersThatHangHoldUpNoClock) {
  Heard ran;
  std::promise<void> mail_answers;
  const std::shared_future<void> answered = mail_answers.get_future().share();
  NoteHooks hooks;
  hooks.jobs = {outside_kind(
                    [&] {
                      ran.add("hanging");
                      answered.wait();
                      return Json();
                    },
                    [](const Json&) {}),
                {"notes.job", [&](Context&, const Job&) { ran.add("clock"); }, {}, {}}};
  house.build(hooks);
  house.as_system([](Context& c) {
    for (int i = 0; i < 300; ++i) c.schedule("notes.outside", std::to_string(i), c.now, Json::object());
    c.schedule("notes.job", "1", c.now, Json::object());
  });
  house.application->start();
  EXPECT_TRUE(ran.wait_for("hanging"));
  EXPECT_TRUE(ran.wait_for("clock"));
  mail_answers.set_value();
  house.application->stop();
}

TEST_P(RelayTest, ALoopOfEventsComesToAnEnd) {
  house.build();
  house.emit("n1");
  Metrics metrics;
  const std::multimap<std::string, Within> none;
  Relay relay(
      {house.world, house.faulty, house.vault, house.log, house.authenticator, house.people},
      {reaction("again", [](Context& c,
                            const StoredEvent& e) { c.emit(ProgrammeId("p1"), e.subject, NoteAdded{"x"}); })},
      {}, none, metrics);
  EXPECT_THROW(relay.settle(20), std::runtime_error);
}

}  // namespace
}  // namespace kith
