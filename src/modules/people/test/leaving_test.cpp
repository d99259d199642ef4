#include "people_world.h"

// Leaving in two steps, coming back, and what is taken away when.
namespace kith {
namespace {

using ::testing::HasSubstr;

class Leaving : public PeopleTest {
 protected:
  Answer leave(const PersonId& who, const std::string& choice, const std::string& research = "none") {
    return house.post("/api/me/leaving", who,
                      Json::object({{"programme", house.rapsid.str()},
                                    {"choice", choice},
                                    {"research", research},
                                    {"reason", "no_time"}}));
  }
  Answer leave_by_phone(const PersonId& who, const PersonId& staff, bool read_out = true) {
    return house.post(house.page_of(who) + "/leaving", staff,
                      Json::object({{"choice", "everything"}, {"read_out", read_out}}));
  }
  std::string list() const { return "/api/programmes/" + house.rapsid.str() + "/leavings"; }
  std::int64_t profiles_of(const PersonId& who) {
    return house.count("select count(*) from profile where person_id = '" + who.str() + "'");
  }
  std::int64_t addresses_of(const PersonId& who) {
    return house.count("select count(*) from person_address where person_id = '" + who.str() + "'");
  }
  bool is_erased(const PersonId& who) {
    bool erased = false;
    house.as_system([&](Context& context) { erased = house.people.is_erased(context.tx, who); });
    return erased;
  }
  void hold(const PersonId& who, bool held) {
    house.as_system([&](Context& context) {
      held ? house.people.hold_record(context, who, "cause")
           : house.people.release_record(context, who, "cause");
    });
  }
  std::vector<StoredEvent> events_of_type(const std::string& type) {
    auto all = house.events();
    std::erase_if(all, [&](const StoredEvent& each) { return each.type != type; });
    return all;
  }
};

INSTANTIATE_TEST_SUITE_P(Kinds, Leaving, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(Leaving, ThePlanSaysUntilWhenWhat) {
  const Json plan = house.get(house.in_rapsid("/api/me/leaving"), house.anna).body;
  EXPECT_EQ(plan.text("role"), "participant");
  EXPECT_EQ(plan.text("undo_until"), "2026-11-29T20:00:00.000000Z");
  EXPECT_EQ(plan.text("erase_at"), "2026-11-29T20:00:00.000000Z");
  EXPECT_EQ(plan.text("keep_until"), "2028-11-21T20:00:00.000000Z");
  EXPECT_EQ(plan.find("concerns_months")->integer(), 84);
  EXPECT_FALSE(plan.find("research_given")->boolean());
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/leaving"), house.other_coordinator).status, 404);
}

TEST_P(Leaving, EndsThePartAtOnceAndIsWrittenDown) {
  ASSERT_EQ(leave(house.anna, "everything").status, 200);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).status, 404);
  EXPECT_EQ(leave(house.anna, "keep").status, 404);
  const auto left = events_of_type("people.person_left");
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].data.text("choice"), "everything");
  EXPECT_EQ(left[0].data.text("reason"), "no_time");
  EXPECT_EQ(left[0].data.text("how"), "screen");
  EXPECT_TRUE(left[0].data.find("nowhere_else")->boolean());
  const Answer own = house.get("/api/me/leavings", house.anna);
  ASSERT_EQ(own.items().size(), 1U);
  EXPECT_EQ(own.items()[0].text("erase_at"), "2026-11-29T20:00:00.000000Z");
}

TEST_P(Leaving, OnePressBringsBackUntilTheSeventhDay) {
  const std::string undo =
      "/api/me/leavings/" + leave(house.anna, "everything").body.text("leaving_id") + "/undo";
  house.pass(days(6));
  EXPECT_EQ(house.post(undo, house.maria).status, 404);
  EXPECT_EQ(house.post(undo, house.anna).status, 200);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).body.text("display_name"), "Anna");
  EXPECT_EQ(house.post(undo, house.anna).status, 404);
  house.pass(days(3));
  EXPECT_EQ(profiles_of(house.anna), 1);
  EXPECT_EQ(events_of_type("people.leaving_undone").size(), 1U);
  EXPECT_TRUE(events_of_type("people.record_closed").empty());
}

TEST_P(Leaving, IsTooLateToUndoAfterSevenDaysAlsoForWhatIsKept) {
  const std::string id = leave(house.anna, "keep").body.text("leaving_id");
  house.pass(days(7));
  EXPECT_EQ(house.post("/api/me/leavings/" + id + "/undo", house.anna).code(), "people.too_late_to_undo");
  EXPECT_TRUE(house.get("/api/me/leavings", house.anna).items().empty());
  EXPECT_EQ(profiles_of(house.anna), 1);
}

TEST_P(Leaving, WhatIsToGoGoesOnTheSeventhDayAndOnlyThatItWentIsKept) {
  ASSERT_EQ(leave(house.anna, "words").status, 200);
  house.pass(days(7) - minutes(1));
  EXPECT_EQ(profiles_of(house.anna), 1);
  EXPECT_FALSE(is_erased(house.anna));
  house.pass(minutes(1));
  EXPECT_EQ(profiles_of(house.anna), 0);
  EXPECT_EQ(addresses_of(house.anna), 0);
  EXPECT_TRUE(is_erased(house.anna));
  const auto closed = events_of_type("people.record_closed");
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(to_text(closed[0].data),
            R"({"person":")" + house.anna.str() +
                R"(","cause":"asked","extent":"words","research":"none","last":true})");
  house.as_system([&](Context& context) {
    EXPECT_EQ(house.people.display_name(context, house.anna, house.rapsid), "Somebody who has left");
  });
  EXPECT_TRUE(house.application->check_modules().empty());
}

TEST_P(Leaving, NothingGoesWhileAConcernHoldsIt) {
  hold(house.anna, true);
  ASSERT_EQ(leave(house.anna, "everything").status, 200);
  house.pass(days(9));
  EXPECT_EQ(profiles_of(house.anna), 1);
  hold(house.anna, false);
  house.pass(days(1));
  EXPECT_EQ(profiles_of(house.anna), 0);
}

TEST_P(Leaving, WhoTakesPartElsewhereStaysKnownThere) {
  house.as_system([&](Context& context) {
    Identity identity;
    identity.email = "Anna@example.org";
    house.people.add_staff(context, identity, Role::coordinator, house.reachout);
  });
  ASSERT_EQ(leave(house.anna, "everything").status, 200);
  EXPECT_FALSE(events_of_type("people.person_left")[0].data.find("nowhere_else")->boolean());
  house.pass(days(7));
  EXPECT_EQ(profiles_of(house.anna), 0);
  EXPECT_EQ(addresses_of(house.anna), 1);
  EXPECT_FALSE(is_erased(house.anna));
}

TEST_P(Leaving, ByPhoneIsForCoordinatorsWhoReadItOut) {
  EXPECT_EQ(leave_by_phone(house.anna, house.lead).status, 403);
  EXPECT_EQ(leave_by_phone(house.anna, house.other_coordinator).status, 404);
  EXPECT_EQ(leave_by_phone(house.anna, house.coordinator, false).status, 422);
  EXPECT_EQ(house.get(house.page_of(house.anna) + "/leaving", house.coordinator).body.text("role"),
            "participant");
  ASSERT_EQ(leave_by_phone(house.anna, house.coordinator).status, 200);
  EXPECT_EQ(events_of_type("people.person_left")[0].data.text("how"), "spoken");
  EXPECT_EQ(house.get(list(), house.lead).status, 403);
  EXPECT_EQ(house.get(list(), house.other_coordinator).status, 404);
  const Answer left = house.get(list(), house.coordinator);
  ASSERT_EQ(left.items().size(), 1U);
  EXPECT_EQ(left.items()[0].text("display_name"), "Anna");
  const std::string undo = list() + "/" + left.items()[0].text("leaving_id") + "/undo";
  EXPECT_EQ(house.post(undo, house.other_coordinator).status, 404);
  EXPECT_EQ(house.post(undo, house.coordinator).status, 200);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).status, 200);
}

TEST_P(Leaving, TakingBackANeededAgreementLeavesAndKeeps) {
  const auto service = [&](bool given) {
    return house.put(
        "/api/me/consents", house.anna,
        Json::object({{"programme", house.rapsid.str()}, {"purpose", "service"}, {"given", given}}));
  };
  ASSERT_EQ(service(true).status, 200);
  ASSERT_EQ(service(false).status, 200);
  EXPECT_EQ(events_of_type("people.person_left")[0].data.text("choice"), "keep");
  EXPECT_EQ(house.get("/api/me/leavings", house.anna).items().size(), 1U);
}

// Promise V6. Planted fault: the profile left where it is in delete_part().
TEST_P(Leaving, RecordsGoByThemselvesWhenTheProgrammesTimeIsOver) {
  house.set_state(house.anna, Role::participant, GrantState::ended);
  ASSERT_EQ(leave(house.maria, "keep").status, 200);
  house.pass(days(729));
  EXPECT_EQ(profiles_of(house.anna), 1);
  house.pass(days(2));
  EXPECT_EQ(profiles_of(house.anna), 0);
  EXPECT_EQ(profiles_of(house.maria), 0);
  EXPECT_TRUE(is_erased(house.anna));
  EXPECT_EQ(events_of_type("people.record_closed").size(), 2U);
  EXPECT_EQ(events_of_type("people.record_closed")[0].data.text("cause"), "retention");
  EXPECT_EQ(house.count("select count(*) from job where kind = 'people.retention'"), 0);
}

TEST_P(Leaving, WhoCameBackIsNotAged) {
  house.set_state(house.anna, Role::participant, GrantState::ended);
  house.pass(days(700));
  house.set_state(house.anna, Role::participant, GrantState::active);
  house.pass(days(700));
  EXPECT_EQ(profiles_of(house.anna), 1);
}

}  // namespace
}  // namespace kith
