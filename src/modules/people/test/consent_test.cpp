#include "people_world.h"

// What was agreed to, how, and in which words.
namespace kith {
namespace {

class Consents : public PeopleTest {
 protected:
  Json consent(const std::string& purpose) {
    for (const Json& each : house.get(house.in_rapsid("/api/me/consents"), house.anna).items()) {
      if (each.text("purpose") == purpose) return each;
    }
    return {};
  }
  Json note(const std::string& purpose, bool given, const std::string& how = "spoken") {
    return Json::object({{"purpose", purpose},
                         {"version", consent(purpose).text("version")},
                         {"given", given},
                         {"how", how}});
  }
  Answer noted(const Json& what, const PersonId& staff) {
    return house.post(house.page_of(house.anna) + "/consents", staff, what);
  }
  Answer history() { return house.get(house.in_rapsid("/api/me/consent-history"), house.anna); }
};

INSTANTIATE_TEST_SUITE_P(Kinds, Consents, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(Consents, ReadOutOnThePhoneAreNotedEachWithWhoAnsweredAndWhoReadThem) {
  Json by_caregiver = note("research", true);
  by_caregiver.set("answered_by", "caregiver");
  EXPECT_EQ(noted(by_caregiver, house.lead).status, 403);
  EXPECT_EQ(noted(by_caregiver, house.other_coordinator).status, 404);
  ASSERT_EQ(noted(by_caregiver, house.coordinator).status, 200);
  ASSERT_EQ(noted(note("contact_by_phone", false), house.coordinator).status, 200);
  const Answer all = history();
  ASSERT_EQ(all.items().size(), 2U);
  EXPECT_EQ(all.items()[0].text("purpose"), "contact_by_phone");
  EXPECT_FALSE(all.items()[0].find("given")->boolean());
  const Json& research = all.items()[1];
  EXPECT_EQ(research.text("how"), "spoken");
  EXPECT_EQ(research.text("by"), "Cora SurnameCora");
  EXPECT_EQ(research.text("answered_by"), "caregiver");
  EXPECT_EQ(research.text("text"), consent("research").text("text"));
  const Json page = house.get(house.page_of(house.anna), house.coordinator).body;
  EXPECT_EQ(page.find("consent_history")->array_items().size(), 2U);
}

TEST_P(Consents, OnPaperHaveTheDayOfThePaper) {
  Json on_paper = note("service", true, "paper");
  EXPECT_EQ(noted(on_paper, house.coordinator).status, 422);
  on_paper.set("on", "2026-11-23");
  EXPECT_EQ(noted(on_paper, house.coordinator).status, 422);
  on_paper.set("on", "2026-10-02");
  ASSERT_EQ(noted(on_paper, house.coordinator).status, 200);
  const Json line = history().items()[0];
  EXPECT_EQ(line.text("at"), "2026-10-01T23:00:00.000000Z");
  EXPECT_EQ(line.text("noted_at"), "2026-11-22T20:00:00.000000Z");
}

TEST_P(Consents, OfOtherWordsThanThePresentOnesAreNotNoted) {
  Json old = note("research", true);
  old.set("version", "1.000000000000");
  EXPECT_EQ(noted(old, house.coordinator).code(), "people.words_changed");
  EXPECT_TRUE(history().items().empty());
}

TEST_P(Consents, ToResearchRefusedBlockNothing) {
  ASSERT_EQ(noted(note("research", false), house.coordinator).status, 200);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).status, 200);
  EXPECT_FALSE(consent("research").find("needed")->boolean());
}

TEST_P(Consents, ToChangedWordsAreAskedAnewWithTheOldOnesBeside) {
  ASSERT_EQ(noted(note("research", true), house.coordinator).status, 200);
  const std::string before = consent("research").text("text");
  package::Package changed = PeopleWorld::shipped("rapsid");
  for (package::Text& each : changed.texts) {
    if (each.key == "consent_research") each.body["en"] = "We also study how you sleep.";
  }
  house.as_system([&](Context& context) { house.programmes.publish(context, house.rapsid, changed); });
  EXPECT_FALSE(consent("research").find("given")->boolean());
  EXPECT_EQ(consent("research").text("text_before"), before);
  EXPECT_EQ(history().items()[0].text("text"), before);
  ASSERT_EQ(noted(note("research", true), house.coordinator).status, 200);
  EXPECT_EQ(consent("research").text("text_before"), "");
  EXPECT_EQ(history().items().size(), 2U);
}

}  // namespace
}  // namespace kith
