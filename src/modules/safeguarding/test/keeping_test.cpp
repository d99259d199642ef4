#include <set>

#include "modules/safeguarding/test/safeguarding_world.h"

// How long a concern keeps what it needs, and when all of it goes.
namespace kith {
namespace {

class Keeping : public SafeguardingTest {
 protected:
  void pass(Duration time) {
    world.clock.advance(time);
    world.application->settle();
  }
  void leave(const PersonId& who) {
    const Json body = Json::object({{"programme", world.first.str()}, {"choice", "everything"}});
    ASSERT_EQ(world.post("/api/me/leaving", who, body).status, 200);
    world.application->settle();
  }
  bool is_erased(const PersonId& who) {
    bool erased = false;
    world.database->read([&](Tx& tx) { erased = world.people.is_erased(tx, who); });
    return erased;
  }
  void see(const std::string& id) {
    EXPECT_EQ(world.post(queue() + "/" + id + "/seen", world.lead).status, 200);
  }
  void close(const std::string& id) {
    see(id);
    const Json outcome = Json::object({{"outcome", "canary-outcome"}});
    EXPECT_EQ(world.post(queue() + "/" + id + "/close", world.lead, outcome).status, 200);
  }
  std::int64_t count(const std::string& table) {
    std::int64_t out = 0;
    world.database->read([&](Tx& tx) { out = tx.query("select count(*) from " + table)[0].integer(0); });
    return out;
  }
  // From the next version of the programme on.
  void keep_concerns_for(int count_of_months) {
    world.application->as_system("test", [&](Context& context) {
      package::Package changed = *world.programmes.get(context.tx, world.first).package;
      ++changed.version;
      changed.retention.concerns_months = count_of_months;
      world.programmes.publish(context, world.first, changed);
    });
  }

  static constexpr Duration kept = days(84 * 365 / 12);
};

INSTANTIATE_TEST_SUITE_P(, Keeping, testing::ValuesIn(test_database_kinds()),
                         [](const auto& of) { return of.param; });

// Whoever looks must know whom it is about. A fault to plant: hold_record left out of Safeguarding::raise.
TEST_P(Keeping, NobodyOfAnOpenConcernIsErasedBeforeItIsClosed) {
  const std::string id = report();
  leave(world.anna);
  leave(world.maria);
  pass(days(20));
  EXPECT_FALSE(is_erased(world.anna));
  EXPECT_FALSE(is_erased(world.maria));
  const Answer page = open(world.lead, id);
  EXPECT_EQ(page.body.find("reporter")->text("name"), "Anna SurnameAnna");
  EXPECT_EQ(page.body.find("reported")->text("name"), "Maria SurnameMaria");
  close(id);
  EXPECT_FALSE(is_erased(world.anna)) << "it goes with the day's work";
  pass(days(1));
  EXPECT_TRUE(is_erased(world.anna));
  EXPECT_TRUE(is_erased(world.maria));
}

TEST_P(Keeping, WhoIsReportedWhileTheyLeaveIsHeldToo) {
  const Answer sent = world.send(world.maria, 1, "Hello");
  leave(world.maria);
  pass(days(6));
  const Json body = concern("worried")
                        .set("conversation_id", world.conversation.str())
                        .set("message_id", sent.body.text("message_id"));
  const std::string id = world.post("/api/concerns", world.anna, body).body.text("concern_id");
  pass(days(6));
  EXPECT_FALSE(is_erased(world.maria));
  close(id);
  pass(days(1));
  EXPECT_TRUE(is_erased(world.maria));
}

TEST_P(Keeping, EachConcernHoldsForItself) {
  const std::string one = report();
  const std::string other =
      world.post("/api/concerns", world.anna, concern("worried")).body.text("concern_id");
  leave(world.anna);
  close(one);
  pass(days(20));
  EXPECT_FALSE(is_erased(world.anna));
  close(other);
  pass(days(1));
  EXPECT_TRUE(is_erased(world.anna));
}

// What was told outlives who told it, for as long as the programme says.
TEST_P(Keeping, AClosedConcernStillSaysWhatWasToldWhenItsPeopleAreGone) {
  const std::string id = report();
  close(id);
  leave(world.anna);
  leave(world.maria);
  pass(days(8));
  ASSERT_TRUE(is_erased(world.anna));
  const Answer page = open(world.lead, id);
  ASSERT_EQ(page.status, 200) << page.text;
  EXPECT_EQ(page.body.text("text"), "canary-told");
  EXPECT_EQ(page.body.find("messages")->array_items().at(0).text("text"), "canary-reported");
  EXPECT_EQ(page.text.find("Surname"), std::string::npos);
}

// A fault to plant: the looks left where they are in delete_concern.
TEST_P(Keeping, AClosedConcernGoesWithAllItsWordsWhenItsTimeIsOver) {
  const std::string id = report();
  open(world.lead, id);
  close(id);
  Bytes sealed;
  world.database->read([&](Tx& tx) { sealed = Bytes{tx.query("select body from concern")[0].bytes(0)}; });
  pass(kept - minutes(1));
  EXPECT_EQ(open(world.lead, id).status, 200);
  pass(minutes(1));
  EXPECT_EQ(open(world.lead, id).status, 404);
  EXPECT_EQ(world.get(queue(), world.lead).count(), 0U);
  for (const char* table : {"concern", "concern_message", "concern_look"})
    EXPECT_EQ(count(table), 0) << table;
  const auto gone = world.events("safeguarding.concern_forgotten");
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].data.text("concern"), id);
  world.application->as_system("test", [&](Context& context) {
    EXPECT_EQ(context.vault.open_sealed(context.tx, id, "concern.body", sealed.data), "")
        << "nor can what a backup held be opened";
  });
}

TEST_P(Keeping, OnlyWhatIsClosedIsEverForgotten) {
  const std::string id = report();
  pass(kept + days(1));
  EXPECT_EQ(open(world.lead, id).status, 200);
  see(id);
  pass(kept + days(1));
  EXPECT_EQ(open(world.lead, id).body.text("text"), "canary-told");
}

TEST_P(Keeping, AProgrammeThatKeepsConcernsForLongerKeepsThoseToo) {
  const std::string id = report();
  close(id);
  keep_concerns_for(96);
  pass(kept);
  EXPECT_EQ(open(world.lead, id).status, 200);
  pass(days(365));
  EXPECT_EQ(open(world.lead, id).status, 404);
}

// Enough to understand a message and no more, wherever in the talk it stands.
TEST_P(Keeping, OfATalkTheNearestLinesAreTakenAlongAndNoOthers) {
  const int said = 12;
  std::vector<std::string> ids;
  for (int i = 1; i <= said; ++i) {
    const Answer sent = world.send(i % 3 ? world.maria : world.anna, i, "Line " + std::to_string(i));
    ids.push_back(sent.body.text("message_id"));
  }
  for (int at = 1; at <= said; ++at) {
    Json body = concern("worried").set("conversation_id", world.conversation.str());
    body.set("message_id", ids[static_cast<std::size_t>(at - 1)]).set("include_around", true);
    const std::string id = world.post("/api/concerns", world.anna, body).body.text("concern_id");
    const Answer page = open(world.lead, id);
    const auto& kept_lines = page.body.find("messages")->array_items();
    ASSERT_EQ(kept_lines.size(), messages_around + 1) << at;
    const int first = std::stoi(kept_lines[0].text("text").substr(5));
    EXPECT_LE(std::abs(first - at), 5) << at;
    for (std::size_t i = 0; i < kept_lines.size(); ++i) {
      const int line = first + static_cast<int>(i);
      EXPECT_EQ(kept_lines[i].text("text"), "Line " + std::to_string(line)) << "without a gap, in order";
      EXPECT_EQ(yes(kept_lines[i], "reported"), line == at) << at;
    }
  }
}

TEST_P(Keeping, ATalkIsReportedWithItsLastLinesOrWithNone) {
  for (int i = 1; i <= 8; ++i) world.send(world.maria, i, "Line " + std::to_string(i));
  const Json body = concern("worried").set("conversation_id", world.conversation.str());
  const auto lines = [&](const Json& asked) {
    const std::string id = world.post("/api/concerns", world.anna, asked).body.text("concern_id");
    const Answer page = open(world.lead, id);
    std::vector<std::string> out;
    for (const Json& each : page.body.find("messages")->array_items()) out.push_back(each.text("text"));
    return out;
  };
  EXPECT_EQ(lines(Json(body).set("include_around", true)),
            (std::vector<std::string>{"Line 4", "Line 5", "Line 6", "Line 7", "Line 8"}));
  EXPECT_TRUE(lines(body).empty());
}

TEST_P(Keeping, WhoWorriesIsNamedInThePartInWhichTheyTakePart) {
  const auto role_of = [&](const PersonId& who) {
    const std::string id = world.post("/api/concerns", who, concern("not_sure")).body.text("concern_id");
    return open(world.lead, id).body.find("reporter")->text("role_word");
  };
  EXPECT_EQ(role_of(world.coordinator), "coordinator");
  world.application->as_system("test", [&](Context& context) {
    const Identity ben{"", "Ben", "SurnameBen", "Ben@example.org", "", "", ""};
    ASSERT_EQ(world.people.add_staff(context, ben, Role::coordinator, world.first), world.ben);
  });
  EXPECT_EQ(role_of(world.ben), "participant") << "as a member, also where they are of the team";
}

// Of two leads one was reported: the other still reads it, so nobody else needs to.
TEST_P(Keeping, ACoordinatorDoesNotReadWhileAnotherLeadCan) {
  const std::string id = report();
  world.application->as_system("test", [&](Context& context) {
    const Identity maria{"", "Maria", "SurnameMaria", "Maria@example.org", "", "", ""};
    ASSERT_EQ(world.people.add_staff(context, maria, Role::safeguarding_lead, world.first), world.maria);
  });
  EXPECT_EQ(open(world.coordinator, id).code(), "safeguarding.not_reader");
  EXPECT_EQ(open(world.maria, id).status, 404);
  EXPECT_EQ(open(world.lead, id).status, 200);
}

}  // namespace
}  // namespace kith
