#include "modules/groups/solving.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/groups/test/groups_world.h"

// Forming happens outside any transaction: what others do meanwhile goes on, and is not lost.
namespace kith {
namespace {

// Draws as chance does, and lets something happen each time: between what is read and what is formed of it.
class Meanwhile : public Random {
 public:
  Meanwhile(Random& random, std::function<void()> happens) : random_(random), happens_(std::move(happens)) {}
  void fill(std::span<unsigned char> out) override {
    ++times;
    happens_();
    random_.fill(out);
  }
  int times = 0;

 private:
  Random& random_;
  std::function<void()> happens_;
};

class SolvingTest : public GroupsTest {
 protected:
  Json propose_while(Meanwhile& meanwhile) {
    World world{house.clock, meanwhile, house.ids, house.mail};
    SolveGroups ask;
    ask.programme = rapsid;
    return propose_groups(*house.database, world, house.vault, people, ask);
  }
  Answer hide_town(const PersonId& who) {
    return house.put(
        "/api/me/exclusions", who,
        Json::object({{"programme", rapsid.str()}, {"town", true}, {"clinic", false}, {"workplace", false}}));
  }
};

INSTANTIATE_TEST_SUITE_P(Kinds, SolvingTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(SolvingTest, LetsOthersWriteAndBeginsAnewWhenThatTouchesWhatItRead) {
  const auto many = add_many(20);
  int done = 0;
  Meanwhile meanwhile(house.random, [&] {
    if (done > 0) return;
    done = hide_town(many[0]).status;
  });
  const Proposal made = decode<Proposal>(propose_while(meanwhile));
  EXPECT_EQ(done, 200) << "the writer is free while groups are formed";
  EXPECT_EQ(meanwhile.times, 2);
  for (const DraftGroup& each : made.body.groups)
    EXPECT_EQ(std::ranges::find(each.members, many[0]), each.members.end()) << "who wants to be unseen";
}

TEST_P(SolvingTest, DoesNotMindWhatHappensElsewhere) {
  add_many(20);
  Meanwhile meanwhile(house.random, [&] { add(Role::participant, "Other", {}, true); });
  EXPECT_TRUE(propose_while(meanwhile).is_object());
  EXPECT_EQ(meanwhile.times, 1);
}

TEST_P(SolvingTest, IsNotWrittenWhenPeopleDoNotStandStill) {
  const auto many = add_many(20);
  std::size_t next = 0;
  Meanwhile meanwhile(house.random, [&] { hide_town(many[next++]); });
  const Json made = propose_while(meanwhile);
  EXPECT_EQ(meanwhile.times, 3);
  std::string code;
  house.as_system([&](Context& c) {
    c.prepared = made;
    try {
      groups.solve(c, reach_groups_as_system(c, rapsid), 0);
    } catch (const Refusal& refusal) {
      code = refusal.code();
    }
  });
  EXPECT_EQ(code, "groups.moved_on");
  EXPECT_EQ(house.count("select count(*) from forming_draft"), 0);
}

TEST_P(SolvingTest, RefusesInTheWordsOfWhoAsks) {
  Knock french{"POST", at("/forming"), cora, to_text(with(0))};
  french.headers = {{"accept-language", "fr"}};
  const Answer nobody = house.ask(french);
  EXPECT_EQ(nobody.code(), "groups.nobody_waits");
  EXPECT_EQ(nobody.body.text("detail"), "Personne n’attend de groupe.");
  add_many(20);
  EXPECT_EQ(post("/forming", with(7)).code(), "groups.changed");
  EXPECT_EQ(post("/forming", with(0)).status, 200);
  EXPECT_EQ(post("/forming", with(0)).code(), "groups.changed");
}

}  // namespace
}  // namespace kith
