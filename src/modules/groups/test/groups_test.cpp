#include <gmock/gmock.h>

#include <set>

#include "modules/groups/test/groups_world.h"

namespace kith {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

INSTANTIATE_TEST_SUITE_P(Kinds, GroupsTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(GroupsTest, AreProposedWithReasonsAndThoseLeftOverWithWhatWouldHelp) {
  add_many(20);
  const PersonId away = add(Role::participant, "Monday", {{"mon morning"}});
  const Answer solved = post("/forming", with(0));
  ASSERT_EQ(solved.status, 200) << solved.text;
  EXPECT_EQ(solved.body.find("groups")->integer(), 2);
  EXPECT_EQ(solved.body.find("placed")->integer(), 20);
  EXPECT_EQ(solved.body.find("left_over")->integer(), 1);
  const Json::Array all = cards();
  ASSERT_EQ(all.size(), 2U);
  // Both evenings suit everybody; which one a group gets is for its seed to say.
  EXPECT_THAT(all[0].text("when"), AnyOf("Tuesday, 18:30 to 20:00", "Wednesday, 18:30 to 20:00"));
  EXPECT_EQ(all[0].find("facilitators")->array_items().size(), 2U);
  EXPECT_THAT(to_text(*all[0].find("reasons")), HasSubstr("all 10 are free then"));
  const Answer left = get("/forming/left-over");
  ASSERT_EQ(left.items().size(), 1U);
  EXPECT_EQ(left.items()[0].text("person_id"), away.str());
  EXPECT_EQ(left.items()[0].text("why"), "too few others are free nearby when they are");
  EXPECT_THAT(left.items()[0].text("help"), HasSubstr("would help"));
}

TEST_P(GroupsTest, StayAsTheyWereProposedAfterACrashAndComeOutTheSameFromTheSameSeed) {
  add_many(20);
  post("/forming", with(0));
  const std::string before = get("/forming/groups").text;
  restart();
  EXPECT_EQ(get("/forming/groups").text, before);
  const auto seed = get("/forming").body.find("seed")->integer();
  ASSERT_EQ(post("/forming", with(1)).status, 200);
  EXPECT_EQ(get("/forming").body.find("seed")->integer(), seed);
  std::set<std::vector<std::string>> first, again;
  const Json kept = parse_json(before);
  for (const Json& each : kept.find("items")->array_items()) first.insert(members(each));
  for (const Json& each : cards()) again.insert(members(each));
  EXPECT_EQ(first, again);
}

TEST_P(GroupsTest, SayWhatAMoveCostsBeforeItIsMade) {
  const auto many = add_many(20);
  const PersonId monday = add(Role::participant, "Monday", {{"mon morning"}});
  ASSERT_EQ(post("/forming", with(0)).status, 200);
  const Answer choices = get("/forming/people/" + monday.str() + "/choices");
  ASSERT_EQ(choices.status, 200) << choices.text;
  ASSERT_EQ(choices.items().size(), 2U);
  for (const Json& each : choices.items()) {
    EXPECT_FALSE(each.find("fits")->boolean());
    EXPECT_THAT(to_text(*each.find("wrong")), HasSubstr("at 18:30 does not fit Monday Last."));
  }
  const Answer of_placed = get("/forming/people/" + many[0].str() + "/choices");
  ASSERT_EQ(of_placed.items().size(), 2U);
  EXPECT_EQ(of_placed.items()[1].text("key"), "") << "out of every group comes last";
}

TEST_P(GroupsTest, KeepWhoIsPinnedWhenSolvedAgain) {
  const auto many = add_many(20);
  post("/forming", with(0));
  const PersonId moved = many[3];
  const std::string from = in_group(moved);
  std::string to;
  for (const Json& each : cards()) {
    if (each.text("key") != from) to = each.text("key");
  }
  const std::string path = "/forming/people/" + moved.str();
  EXPECT_EQ(post(path + "/move", with(1, {{"to", to}})).status, 200);
  EXPECT_EQ(in_group(moved), to);
  ASSERT_EQ(post("/forming", with(2, {{"fresh_seed", true}})).status, 200);
  EXPECT_EQ(in_group(moved), to);
  EXPECT_EQ(post(path + "/pin", with(3, {{"pinned", false}})).status, 200);
  EXPECT_EQ(post(path + "/pin", with(3, {{"pinned", true}})).code(), "groups.changed");
  EXPECT_EQ(post(path + "/move", with(4, {{"to", ""}})).status, 200);
  EXPECT_EQ(in_group(moved), "");
  EXPECT_EQ(get("/forming/left-over").items()[0].text("why"), "you took them out of a group");
  EXPECT_EQ(post(path + "/move", with(5, {{"to", "77"}})).status, 404);
}

// Promise "block beats match": whatever the solver or a hand wants, and without saying which it is.
TEST_P(GroupsTest, NeverHoldABlockedPairOrWhoWantsToBeUnseenByTheirTown) {
  const auto many = add_many(20);
  const PersonId shy = add(Role::participant, "Shy");
  house.put(
      "/api/me/exclusions", shy,
      Json::object({{"programme", rapsid.str()}, {"town", true}, {"clinic", false}, {"workplace", false}}));
  house.as_system([&](Context& c) {
    people.block(c, many[0], many[1], rapsid);
    people.block(c, many[2], facilitators[0], rapsid);
  });
  ASSERT_EQ(post("/forming", with(0)).status, 200);
  EXPECT_EQ(in_group(shy), "");
  EXPECT_NE(in_group(many[0]), in_group(many[1]));
  const std::string to = in_group(many[1]);
  const Answer moved = post("/forming/people/" + many[0].str() + "/move", with(revision(), {{"to", to}}));
  EXPECT_EQ(moved.status, 409);
  EXPECT_EQ(moved.code(), "groups.kept_apart");
  for (const Json& each : get("/forming/people/" + shy.str() + "/choices").items())
    EXPECT_FALSE(each.find("possible")->boolean());
  for (const Json& each : cards()) {
    const auto all = members(each);
    if (std::ranges::find(all, many[2].str()) == all.end()) continue;
    EXPECT_THAT(to_text(*each.find("facilitators")), Not(HasSubstr(facilitators[0].str())));
  }
  ASSERT_EQ(post("/forming/accept", with(revision())).status, 200);
  EXPECT_EQ(house.count("select count(*) from peer_group_place where person_id = '" + shy.str() + "'"), 0);
}

// A facilitator is kept from a member as members are from each other, and everybody still has a place.
TEST_P(GroupsTest, AreNeverLedBySomebodyWhomAMemberMustNotMeet) {
  const auto many = add_many(20);
  const PersonId unseen = add(Role::supporter, "Unseen");
  house.put(
      "/api/me/exclusions", unseen,
      Json::object({{"programme", rapsid.str()}, {"town", true}, {"clinic", false}, {"workplace", false}}));
  house.as_system([&](Context& c) {
    people.block(c, many[2], facilitators[0], rapsid);
    people.block(c, facilitators[1], many[3], rapsid);
  });
  const Answer solved = post("/forming", with(0));
  ASSERT_EQ(solved.status, 200) << solved.text;
  EXPECT_EQ(solved.body.find("placed")->integer(), 20);
  const auto leads = [](const Json& card, const PersonId& who) {
    return to_text(*card.find("facilitators")).find(who.str()) != std::string::npos;
  };
  const auto refused = [&](const PersonId& person, const std::string& to) {
    const Answer moved = post("/forming/people/" + person.str() + "/move", with(revision(), {{"to", to}}));
    return moved.status == 409 && moved.code() == "groups.kept_apart";
  };
  for (const Json& each : cards()) {
    EXPECT_FALSE(leads(each, unseen));
    const std::string key = each.text("key");
    EXPECT_FALSE(leads(each, facilitators[0]) && in_group(many[2]) == key);
    EXPECT_FALSE(leads(each, facilitators[1]) && in_group(many[3]) == key);
    EXPECT_TRUE(!leads(each, facilitators[0]) || refused(many[2], key));
    EXPECT_TRUE(!leads(each, facilitators[1]) || refused(many[3], key));
  }
}

TEST_P(GroupsTest, BecomeRealWhenAcceptedAndTakeLateJoiners) {
  auto many = add_many(18);
  post("/forming", with(0));
  house.as_system(
      [&](Context& c) { people.set_state(c, many[0], rapsid, Role::participant, GrantState::ended); });
  const Answer accepted = post("/forming/accept", with(1));
  ASSERT_EQ(accepted.status, 200) << accepted.text;
  EXPECT_EQ(accepted.body.find("people")->integer(), 17);
  EXPECT_EQ(post("/forming/accept", with(1)).code(), "groups.no_draft");
  EXPECT_EQ(post("/forming", with(0)).code(), "groups.nobody_waits");
  const PersonId late = add(Role::participant, "Late");
  const Answer choices = get("/groups/choices/" + late.str());
  ASSERT_EQ(choices.items().size(), 2U);
  EXPECT_TRUE(choices.items()[0].find("fits")->boolean()) << choices.text;
  const std::string group = choices.items()[0].text("key");
  const Answer page = get("/groups/" + group);
  EXPECT_EQ(page.body.find("joiners")->array_items().at(0).text("person_id"), late.str());
  EXPECT_EQ(post("/groups/" + group + "/people/" + late.str() + "/join").status, 200);
  EXPECT_EQ(post("/groups/" + group + "/people/" + late.str() + "/join").code(), "groups.in_a_group");
  EXPECT_EQ(post("/groups/" + group + "/people/" + late.str() + "/leave").status, 200);
  EXPECT_EQ(post("/groups/" + group + "/people/" + late.str() + "/leave").status, 404);
  EXPECT_THAT(event_types(), Contains("proposal_closed"));
  EXPECT_THAT(event_types(), Contains("group_formed").Times(2));
  // Ended means ended.
  house.as_system(
      [&](Context& c) { people.set_state(c, many[1], rapsid, Role::participant, GrantState::ended); });
  EXPECT_EQ(house.count("select count(*) from peer_group_place where left_at is null and not leads"), 16);
}

TEST_P(GroupsTest, ThatHaveShrunkCanBecomeOne) {
  const auto many = add_many(18);
  post("/forming", with(0));
  ASSERT_EQ(post("/forming/accept", with(1)).status, 200);
  const Json::Array all = get("/groups").items();
  ASSERT_EQ(all.size(), 2U);
  const std::string first = all[0].text("key"), second = all[1].text("key");
  EXPECT_EQ(post("/groups/" + first + "/merge", Json::object({{"other", second}})).code(),
            "groups.cannot_merge");
  for (const auto& list : {members(all[0]), members(all[1])}) {
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string& group = list == members(all[0]) ? first : second;
      ASSERT_EQ(post("/groups/" + group + "/people/" + list[i] + "/leave").status, 200);
    }
  }
  const Answer page = get("/groups/" + first);
  ASSERT_EQ(page.body.find("mergers")->array_items().size(), 1U) << page.text;
  EXPECT_EQ(post("/groups/" + first + "/merge", Json::object({{"other", second}})).status, 200);
  const Json::Array after = get("/groups").items();
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(members(after[0]).size(), 12U);
  EXPECT_EQ(get("/groups/" + second).status, 404);
}

TEST_P(GroupsTest, ListsAreReadPageByPage) {
  add_many(20);
  post("/forming", with(0));
  const Answer one = get("/forming/groups?limit=1");
  ASSERT_EQ(one.items().size(), 1U);
  const Answer two = get("/forming/groups?limit=1&after=" + one.body.text("next"));
  ASSERT_EQ(two.items().size(), 1U);
  EXPECT_NE(one.items()[0].text("key"), two.items()[0].text("key"));
  EXPECT_TRUE(two.body.find("next")->is_null());
  EXPECT_EQ(get("/forming/groups?after=nothing").status, 422);
}

TEST_P(GroupsTest, AreForCoordinatorsOfTheirProgramme) {
  add_many(10);
  post("/forming", with(0));
  EXPECT_EQ(house.get(at("/forming"), lena).status, 403);
  EXPECT_EQ(house.get(at("/forming"), otto).status, 404);
  EXPECT_EQ(house.get(at("/groups"), PersonId()).status, 401);
  EXPECT_EQ(house.get(at("/groups"), facilitators[0]).status, 403);
  const Answer none = house.get("/api/programmes/" + reachout.str() + "/forming", otto);
  EXPECT_EQ(none.code(), "groups.no_rules");
}

}  // namespace
}  // namespace kith
