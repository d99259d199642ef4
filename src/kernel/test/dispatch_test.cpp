#include <atomic>

#include "kernel_world.h"

namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DispatchTest : public KernelTest {};

INSTANTIATE_TEST_SUITE_P(Kinds, DispatchTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(DispatchTest, AnAnswerIsJsonThatNobodyKeeps) {
  house.build();
  const Answer answer = house.add("hello");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.header("X-Request-Id"), "request-1");
  EXPECT_EQ(house.notes(), std::vector<std::string>{"hello"});
}

TEST_P(DispatchTest, ARefusalIsAProblemDocumentAndTakesEverythingBack) {
  NoteHooks hooks;
  hooks.after_event = [](Context&, const NewNote&) {
    Refusal refusal(RefusalKind::conflict, "notes.full", "There is no room for another note.");
    refusal.retry_after_seconds = 7;
    throw refusal;
  };
  house.build(hooks);
  const Answer answer = house.add("hello");
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.header("Retry-After"), "7");
  EXPECT_EQ(answer.code(), "notes.full");
  EXPECT_EQ(answer.body.text("detail"), "There is no room for another note.");
  EXPECT_EQ(answer.body.find("status")->integer(), 409);
  EXPECT_EQ(answer.body.text("request_id"), "request-1");
  EXPECT_TRUE(house.notes().empty());
  EXPECT_TRUE(house.events().empty());
}

TEST_P(DispatchTest, EveryWrongFieldIsNamedAtOnce) {
  house.build();
  const Answer answer =
      house.ask({"POST", "/api/notes", house.anna, R"({"text":"","stars":9,"colour":"red"})"});
  EXPECT_EQ(answer.status, 422);
  std::vector<std::string> fields;
  for (const Json& each : answer.body.find("errors")->array_items()) fields.push_back(each.text("field"));
  EXPECT_THAT(fields, ::testing::UnorderedElementsAre("text", "stars", "colour"));
}

TEST_P(DispatchTest, ABugSaysNothingButTheRequestAndChangesNothing) {
  NoteHooks hooks;
  hooks.after_event = [](Context&, const NewNote&) { throw std::runtime_error("the inner wheel broke"); };
  house.build(hooks);
  const Answer answer = house.add("hello");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.code(), "internal");
  EXPECT_THAT(answer.text, Not(HasSubstr("wheel")));
  EXPECT_THAT(house.logged(), HasSubstr("the inner wheel broke"));
  EXPECT_THAT(house.logged(), HasSubstr("request-1"));
  EXPECT_TRUE(house.notes().empty());
  EXPECT_TRUE(house.events().empty());
}

// Whatever statement fails, a note and its event are there together or not at all, and what was answered
// well is there (docs/decisions/0005; promise R3).
TEST_P(DispatchTest, ARowAndItsEventStandOrFallTogetherAtEveryStatement) {
  NoteHooks hooks;
  hooks.within = {{std::string(NoteAdded::type), [](Context& context, const StoredEvent& event) {
                     context.schedule("notes.later", event.subject, context.now + hours(1), Json::object());
                   }}};
  house.build(hooks);
  std::size_t faults = 0;
  for (std::size_t statement = 1; statement < 60; ++statement) {
    house.faulty.fail_at(statement);
    const Answer answer = house.add("hello", "key-" + std::to_string(statement));
    if (!house.faulty.has_failed()) break;
    ++faults;
    ASSERT_EQ(answer.status, 500) << statement;
    ASSERT_TRUE(house.notes().empty()) << statement;
    ASSERT_TRUE(house.events().empty()) << statement;
    ASSERT_EQ(house.count("select count(*) from job"), 0) << statement;
    ASSERT_EQ(house.count("select count(*) from idempotency"), 0) << statement;
  }
  EXPECT_GE(faults, 6U);
  EXPECT_EQ(house.notes().size(), 1U);
  EXPECT_EQ(house.events().size(), 1U);
  EXPECT_EQ(house.count("select count(*) from job"), 1);
}

TEST_P(DispatchTest, ARepeatedKeyIsAnsweredFromMemoryAlsoAfterACrash) {
  house.build();
  const Answer first = house.add("hello", "key");
  EXPECT_EQ(house.add("hello", "key").text, first.text);
  house.build();
  const Answer after_crash = house.add("hello", "key");
  EXPECT_EQ(after_crash.status, 200);
  EXPECT_EQ(after_crash.text, first.text);
  EXPECT_EQ(house.notes().size(), 1U);
  EXPECT_EQ(house.events().size(), 1U);
}

TEST_P(DispatchTest, AKeyWhoseFirstTryWasTakenBackIsFreeAgain) {
  bool refuse = true;
  NoteHooks hooks;
  hooks.after_event = [&](Context&, const NewNote&) {
    if (refuse) throw Refusal(RefusalKind::conflict, "notes.full", "Full.");
  };
  house.build(hooks);
  EXPECT_EQ(house.add("hello", "key").status, 409);
  refuse = false;
  EXPECT_EQ(house.add("hello", "key").status, 200);
  EXPECT_EQ(house.notes().size(), 1U);
}

TEST_P(DispatchTest, AKeyIsForOnePersonOnePlaceAndOneBody) {
  house.build();
  house.add("hello", "key");
  EXPECT_EQ(house.add("other", "key").code(), "idempotency.reused");
  Knock elsewhere{"POST", "/api/slow-notes", house.anna, R"({"text":"hello"})", {{"idempotency-key", "key"}}};
  EXPECT_EQ(house.ask(elsewhere).code(), "idempotency.reused");
  Knock ben{"POST", "/api/notes", house.ben, R"({"text":"hello"})", {{"idempotency-key", "key"}}};
  EXPECT_EQ(house.ask(ben).status, 200);
  EXPECT_EQ(house.notes().size(), 2U);
  EXPECT_EQ(house.add("hello", std::string(65, 'k')).status, 422);
}

TEST_P(DispatchTest, AKeyIsForgottenAfterADay) {
  house.build();
  house.add("hello", "key");
  house.clock.advance(hours(25));
  EXPECT_EQ(house.add("other", "key").status, 200);
}

TEST_P(DispatchTest, WhatIsKeptForAKeyIsSealed) {
  NoteHooks hooks;
  house.build(hooks);
  Knock knock{"POST", "/api/notes", house.anna, R"({"text":"hello"})", {{"idempotency-key", "key"}}};
  const Answer answer = house.ask(knock);
  house.database->read([&](Tx& tx) {
    const Rows rows = tx.query("select response, request_hash from idempotency");
    EXPECT_THAT(rows[0].bytes(0), Not(HasSubstr(answer.body.text("note"))));
    EXPECT_THAT(rows[0].text(1), Not(HasSubstr("hello")));
  });
}

TEST_P(DispatchTest, TheSameKeySentManyTimesAtOnceActsOnce) {
  house.build();
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 20; ++i) {
    answers.push_back(start_asking(
        *house.application,
        {"POST", "/api/notes", house.anna, R"({"text":"hello"})", {{"idempotency-key", "key"}}}));
  }
  const std::string first = answers.front().get().text;
  for (std::size_t i = 1; i < answers.size(); ++i) EXPECT_EQ(answers[i].get().text, first);
  EXPECT_EQ(house.notes().size(), 1U);
}

TEST_P(DispatchTest, WhatIsPreparedRunsOutsideTheTransaction) {
  NoteHooks hooks;
  hooks.prepare = [&](const Json& input) {
    EXPECT_FALSE(house.database->on_writer_thread());
    // Another write goes through meanwhile: nothing is held.
    house.database->write(
        [](Tx& tx) { tx.execute("insert into note (id, text) values ('x', 'meanwhile')"); });
    return Json("prepared " + input.text("text"));
  };
  house.build(hooks);
  const Answer answer = house.ask({"POST", "/api/slow-notes", house.anna, R"({"text":"hello"})"});
  EXPECT_EQ(answer.body.text("note"), "prepared hello");
  EXPECT_EQ(house.notes().size(), 2U);
}

TEST_P(DispatchTest, WhatCannotBePreparedIsRefusedBeforeAnyTransaction) {
  NoteHooks hooks;
  hooks.prepare = [](const Json&) -> Json {
    throw Refusal(RefusalKind::unavailable, "notes.tired", "Come back later.");
  };
  house.build(hooks);
  const Answer answer = house.ask({"POST", "/api/slow-notes", house.anna, R"({"text":"hello"})"});
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.code(), "notes.tired");
  EXPECT_TRUE(house.notes().empty());
}

// A fault to plant: `admit` left out of Dispatch::begin.
TEST_P(DispatchTest, NothingIsPreparedForWhoMayNotAsk) {
  int runs = 0;
  NoteHooks hooks;
  hooks.prepare = [&](const Json&) {
    ++runs;
    return Json();
  };
  house.build(hooks);
  Knock knock{"POST", "/api/slow-notes", PersonId(), R"({"text":"hello"})"};
  EXPECT_EQ(house.ask(knock).status, 401);
  knock.who = house.anna;
  knock.with_token = false;
  EXPECT_EQ(house.ask(knock).status, 403);
  EXPECT_EQ(runs, 0);
  knock.with_token = true;
  EXPECT_EQ(house.ask(knock).status, 200);
  EXPECT_EQ(runs, 1);
}

// Promise N1: slow work (password hashing) waits in a queue of its own, which is bounded. Planted fault:
// `workers_` for every endpoint in Dispatch::handle.
TEST_P(DispatchTest, SlowWorkHoldsUpNobodyElseAndIsBounded) {
  std::promise<void> begun, let_go;
  const auto free = let_go.get_future().share();
  std::atomic<int> runs = 0;
  NoteHooks hooks;
  hooks.prepare = [&](const Json&) {
    if (++runs == 1) begun.set_value();
    free.wait();
    return Json();
  };
  house.build(hooks);
  std::vector<std::future<Answer>> slow;
  const Knock knock{"POST", "/api/slow-notes", house.anna, R"({"text":"x"})"};
  slow.push_back(start_asking(*house.application, knock));
  begun.get_future().wait();
  for (int i = 0; i < 60; ++i) slow.push_back(start_asking(*house.application, knock));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(house.add("quick").status, 200);
  let_go.set_value();
  int busy = 0;
  for (auto& each : slow) {
    const Answer answer = each.get();
    if (answer.status == 200) continue;
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.code(), "busy");
    EXPECT_EQ(answer.header("Retry-After"), "2");
    ++busy;
  }
  EXPECT_EQ(busy, 10) << "fifty may wait";
}

TEST_P(DispatchTest, WritesUnderWayAreAnsweredBeforeTheHouseIsTakenDown) {
  house.build();
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 50; ++i) {
    answers.push_back(
        start_asking(*house.application, {"POST", "/api/notes", house.anna, R"({"text":"x"})"}));
  }
  house.application.reset();
  for (auto& each : answers) EXPECT_EQ(each.get().status, 200);
  EXPECT_EQ(house.notes().size(), 50U);
}

}  // namespace
}  // namespace kith
