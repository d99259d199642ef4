#include <gmock/gmock.h>

#include <map>

#include "modules/groups/test/groups_world.h"

// A group as those see it who are in it, and whom the log tells of what.
namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class OwnGroupsTest : public GroupsTest {
 protected:
  void form(int count) {
    many = add_many(count);
    post("/forming", with(0));
    ASSERT_EQ(post("/forming/accept", with(1)).status, 200);
  }
  Json::Array own(const PersonId& who) { return house.get("/api/me/groups", who).items(); }
  std::string group_of(const PersonId& who) { return own(who).at(0).text("group_id"); }
  // "person what" for each event after the first `from` that tells somebody of a group.
  std::vector<std::string> told(std::size_t from) {
    std::vector<std::string> out;
    const auto all = house.events();
    for (std::size_t i = from; i < all.size(); ++i) {
      const Json& data = all[i].data;
      const Json* moved = data.find("moved");
      if (moved && moved->boolean()) continue;
      if (all[i].type == "groups.group_joined" || all[i].type == "groups.group_left")
        out.push_back(data.text("person") + " " + all[i].type.substr(13));
      if (all[i].type == "groups.group_changed") out.push_back(data.text("person") + " " + data.text("news"));
    }
    return out;
  }

  std::vector<PersonId> many;
};

INSTANTIATE_TEST_SUITE_P(Kinds, OwnGroupsTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(OwnGroupsTest, SayWhenAndWhereAndWhoByFirstName) {
  form(9);
  const Json::Array mine = own(many[0]);
  ASSERT_EQ(mine.size(), 1U);
  const Json& group = mine[0];
  EXPECT_EQ(group.text("name"), "Group 1");
  EXPECT_EQ(group.text("place"), "Ely");
  EXPECT_THAT(group.text("when"), HasSubstr("day, 18:30 to 20:00"));
  EXPECT_EQ(group.text("time_zone"), "Europe/London");
  // The house stands on a Sunday; either evening is within the week, at winter time.
  EXPECT_THAT(group.text("next_at"),
              ::testing::AnyOf("2026-11-24T18:30:00.000000Z", "2026-11-25T18:30:00.000000Z"));
  EXPECT_FALSE(group.find("leads")->boolean());
  EXPECT_EQ(group.find("led_by")->array_items().size(), 2U);
  EXPECT_EQ(group.find("members")->array_items().size(), 8U);
  EXPECT_EQ(group.find("others")->integer(), 8);
  const std::string text = to_text(group);
  EXPECT_THAT(text, HasSubstr("Ely1"));
  EXPECT_THAT(text, Not(HasSubstr("Last")));
  EXPECT_THAT(text, Not(HasSubstr("example.org")));
  EXPECT_THAT(text, Not(HasSubstr(many[1].str())));
}

TEST_P(OwnGroupsTest, MeetNextAtTheClockOfThePlaceAlsoWhenItChanges) {
  form(9);
  const std::string first = own(many[0])[0].text("next_at");
  house.pass(days(16 * 7));
  EXPECT_EQ(own(many[0])[0].text("next_at").substr(11), first.substr(11)) << "winter";
  house.pass(days(7 * 4));
  EXPECT_EQ(own(many[0])[0].text("next_at").substr(11), "17:30:00.000000Z") << "summer";
}

TEST_P(OwnGroupsTest, AreHiddenFromEverybodyElse) {
  form(9);
  const std::string group = group_of(many[0]);
  const PersonId stranger = add(Role::participant, "Stranger");
  EXPECT_EQ(house.get("/api/me/groups/" + group, many[1]).status, 200);
  for (const PersonId& each : {stranger, cora, lena, otto}) {
    EXPECT_EQ(house.get("/api/me/groups/" + group, each).status, 404);
    EXPECT_EQ(own(each).size(), 0U);
    EXPECT_EQ(house.put("/api/me/groups/" + group + "/answer", each, Json::object({{"suits", true}})).status,
              404);
  }
  EXPECT_EQ(house.get("/api/me/groups/" + group, PersonId()).status, 401);
  EXPECT_EQ(house.get("/api/me/groups", PersonId()).status, 401);
}

// Promises S6 and "block beats match".
TEST_P(OwnGroupsTest, ShowNobodyWhoIsBlockedAndNothingAfterLeaving) {
  form(9);
  const std::string group = group_of(many[0]);
  house.as_system([&](Context& c) { people.block(c, many[1], many[2], rapsid); });
  EXPECT_THAT(to_text(own(many[2])[0]), Not(HasSubstr("\"Ely1\"")));
  EXPECT_EQ(own(many[2])[0].find("others")->integer(), 8) << "that somebody is left out is not told";
  ASSERT_EQ(post("/groups/" + group + "/people/" + many[3].str() + "/leave").status, 200);
  EXPECT_EQ(own(many[3]).size(), 0U);
  EXPECT_EQ(house.get("/api/me/groups/" + group, many[3]).status, 404);
  house.as_system(
      [&](Context& c) { people.set_state(c, many[4], rapsid, Role::participant, GrantState::ended); });
  EXPECT_EQ(house.get("/api/me/groups/" + group, many[4]).status, 404);
}

TEST_P(OwnGroupsTest, AreReadByWhoLeadsThemWithWhatMembersSayOfThemselves) {
  form(9);
  int leading = 0;
  for (const PersonId& each : facilitators) {
    for (const Json& group : own(each)) {
      ++leading;
      EXPECT_TRUE(group.find("leads")->boolean());
      EXPECT_EQ(group.find("members")->array_items().size(), 9U);
      EXPECT_EQ(group.find("led_by")->array_items().size(), 1U) << "who leads it with me";
    }
  }
  EXPECT_EQ(leading, 2);
}

TEST_P(OwnGroupsTest, TakeAnAnswerWhetherTheTimeSuits) {
  form(9);
  const std::string at = "/api/me/groups/" + group_of(many[0]);
  EXPECT_TRUE(house.get(at, many[0]).body.find("suits")->is_null());
  ASSERT_EQ(house.put(at + "/answer", many[0], Json::object({{"suits", false}})).status, 200);
  EXPECT_FALSE(house.get(at, many[0]).body.find("suits")->boolean());
  EXPECT_TRUE(house.get(at, many[1]).body.find("suits")->is_null());
  EXPECT_THAT(event_types(), ::testing::Contains("group_answered").Times(1));
  ASSERT_EQ(post("/groups" + at.substr(14) + "/people/" + many[0].str() + "/leave").status, 200);
  // Who was in it may still say that they saw that it is over.
  EXPECT_EQ(house.put(at + "/answer", many[0], Json::object({{"suits", true}})).status, 200);
}

TEST_P(OwnGroupsTest, TellWhoLeadsOfMembersAndMembersOfWhoLeads) {
  form(9);
  const std::string group = group_of(many[0]);
  std::vector<PersonId> leaders;
  for (const PersonId& each : facilitators) {
    if (!own(each).empty()) leaders.push_back(each);
  }
  ASSERT_EQ(leaders.size(), 2U);
  std::size_t before = house.events().size();
  ASSERT_EQ(post("/groups/" + group + "/people/" + many[0].str() + "/leave").status, 200);
  EXPECT_THAT(told(before), UnorderedElementsAre(many[0].str() + " left", leaders[0].str() + " members",
                                                 leaders[1].str() + " members"));
  before = house.events().size();
  ASSERT_EQ(post("/groups/" + group + "/people/" + leaders[0].str() + "/leave").status, 200);
  std::vector<std::string> expected{leaders[0].str() + " left", leaders[1].str() + " leaders"};
  for (std::size_t i = 1; i < many.size(); ++i) expected.push_back(many[i].str() + " leaders");
  EXPECT_THAT(told(before), ::testing::UnorderedElementsAreArray(expected));
}

TEST_P(OwnGroupsTest, TellWhoIsMovedOnceAndNobodyForWhomNothingChanges) {
  form(18);
  const std::string from = group_of(many[0]);
  std::string to;
  for (const PersonId& each : many) {
    if (group_of(each) != from) to = group_of(each);
  }
  ASSERT_NE(to, "");
  const std::size_t before = house.events().size();
  ASSERT_EQ(post("/groups/" + to + "/people/" + many[0].str() + "/join").status, 200);
  EXPECT_EQ(group_of(many[0]), to);
  EXPECT_EQ(own(many[0]).size(), 1U);
  std::map<std::string, int> lines;
  for (const std::string& each : told(before)) ++lines[each];
  for (const PersonId& each : many) {
    for (const char* what : {" joined", " left", " leaders", " members"})
      EXPECT_EQ(lines[each.str() + what], 0) << what;
    EXPECT_EQ(lines[each.str() + " meeting"], each == many[0] ? 1 : 0);
  }
}

TEST_P(OwnGroupsTest, TellEverybodyOfAMergedGroupOnceWhatIsAnotherForThem) {
  form(18);
  const Json::Array all = get("/groups").items();
  ASSERT_EQ(all.size(), 2U);
  for (const Json& each : all) {
    const auto list = members(each);
    for (std::size_t i = 0; i < 3; ++i)
      ASSERT_EQ(post("/groups/" + each.text("key") + "/people/" + list[i] + "/leave").status, 200);
  }
  const Json was = own(PersonId(members(all[0])[5]))[0];
  const std::size_t before = house.events().size();
  ASSERT_EQ(
      post("/groups/" + all[0].text("key") + "/merge", Json::object({{"other", all[1].text("key")}})).status,
      200);
  const Json is = own(PersonId(members(all[0])[5]))[0];
  const bool otherwise = was.text("when") != is.text("when") || was.text("place") != is.text("place");
  const bool led_otherwise = to_text(*was.find("led_by")) != to_text(*is.find("led_by"));
  std::map<std::string, int> lines;
  for (const std::string& each : told(before)) ++lines[each.substr(0, each.find(' '))];
  for (std::size_t i = 3; i < 9; ++i) {
    EXPECT_EQ(lines[members(all[1])[i]], 1) << "another group for them";
    EXPECT_EQ(lines[members(all[0])[i]], otherwise || led_otherwise ? 1 : 0);
  }
  for (const PersonId& each : facilitators) EXPECT_LE(lines[each.str()], 1);
}

}  // namespace
}  // namespace kith
