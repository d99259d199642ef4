#include "people_world.h"

// Whether a programme suits somebody, before they come in.
namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Screening : public PeopleTest {
 protected:
  Answer seen(const PersonId& who) { return house.get(house.in_rapsid("/api/me/eligibility"), who); }
  Answer answer(const PersonId& who, bool adult, bool type_2, bool a_year) {
    Json answers = Json::object({{"adult", adult}, {"type_2", type_2}, {"a_year", a_year}});
    return answer(who, answers);
  }
  Answer answer(const PersonId& who, const Json& answers) {
    return house.put("/api/me/eligibility", who,
                     Json::object({{"programme", house.rapsid.str()}, {"answers", answers}}));
  }
  Answer note(const PersonId& staff, const std::vector<std::string>& unfit) {
    return house.put(house.page_of(ina) + "/eligibility", staff, Json::object({{"unfit", encode(unfit)}}));
  }
  Answer arrive(const PersonId& who) {
    return house.post("/api/me/arrival", who, Json::object({{"programme", house.rapsid.str()}}));
  }
  Answer activate(bool screen_spoken) {
    return house.post(house.page_of(ina) + "/activate", house.coordinator,
                      Json::object({{"consent_spoken", true}, {"screen_spoken", screen_spoken}}));
  }
  std::vector<std::string> reasons(const Answer& answer) {
    std::vector<std::string> out;
    for (const Json& each : answer.body.find("reasons")->array_items()) out.push_back(each.text("key"));
    return out;
  }
  std::vector<StoredEvent> screened() {
    auto all = house.events();
    std::erase_if(all, [](const StoredEvent& each) { return each.type != "people.screened"; });
    return all;
  }
  Json line_of_ina() {
    const std::string list = "/api/programmes/" + house.rapsid.str() + "/people?role=participant";
    for (const Json& each : house.get(list, house.lead).items()) {
      if (each.text("person_id") == ina.str()) return each;
    }
    return {};
  }

  PersonId ina = house.add(house.rapsid, Role::participant, "Ina", GrantState::invited);
};

INSTANTIATE_TEST_SUITE_P(Kinds, Screening, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(Screening, IsAskedOfParticipantsBeforeTheyComeInAndOfNobodyElse) {
  const Answer asked = seen(ina);
  EXPECT_TRUE(asked.body.find("needed")->boolean());
  EXPECT_EQ(asked.body.text("outcome"), "unasked");
  EXPECT_EQ(asked.body.find("questions")->array_items().size(), 3U);
  EXPECT_FALSE(seen(house.anna).body.find("needed")->boolean());
  EXPECT_FALSE(seen(house.maria).body.find("needed")->boolean());
  EXPECT_EQ(seen(house.other_coordinator).status, 404);
  EXPECT_EQ(answer(house.maria, true, true, true).status, 404);
  EXPECT_EQ(answer(house.anna, true, true, true).code(), "people.already_in");
}

TEST_P(Screening, ThatFitsKeepsNoAnswerAndLetsOneIn) {
  EXPECT_EQ(arrive(ina).code(), "people.screen_needed");
  EXPECT_EQ(answer(ina, true, true, true).body.text("outcome"), "fits");
  EXPECT_EQ(seen(ina).body.text("outcome"), "fits");
  EXPECT_EQ(arrive(ina).code(), "people.consent_needed");
  EXPECT_EQ(house.count("select count(*) from screening where fits and length(unfit) = 0"), 1);
}

TEST_P(Screening, ThatDoesNotFitSaysWhichAndWhyAndIsRemembered) {
  const Answer told = answer(ina, true, false, true);
  EXPECT_EQ(told.body.text("outcome"), "redirected");
  EXPECT_THAT(reasons(told), ElementsAre("type_2"));
  EXPECT_THAT(told.body.find("reasons")->array_items()[0].text("why"), HasSubstr("type 2 diabetes"));
  EXPECT_FALSE(told.body.text("elsewhere").empty());
  EXPECT_EQ(told.body.find("places")->array_items()[0].text("phone"), "0345 123 2399");
  EXPECT_THAT(reasons(seen(ina)), ElementsAre("type_2"));
  EXPECT_EQ(arrive(ina).code(), "people.screen_needed");
  EXPECT_EQ(house.count("select count(*) from screening where not fits and length(unfit) > 0"), 1);
}

TEST_P(Screening, IsAnsweredAgainAndTheSameTwiceIsOne) {
  answer(ina, true, false, true);
  answer(ina, true, false, true);
  ASSERT_EQ(screened().size(), 1U);
  answer(ina, true, true, true);
  answer(ina, true, true, true);
  ASSERT_EQ(screened().size(), 2U);
  EXPECT_FALSE(screened()[0].data.find("fits")->boolean());
  EXPECT_THAT(to_text(screened()[0].data), Not(HasSubstr("type_2")));
  EXPECT_TRUE(screened()[1].data.find("fits")->boolean());
}

TEST_P(Screening, WantsYesOrNoToEveryQuestionAndToNoOther) {
  EXPECT_THAT(house.wrong_fields(answer(ina, Json::object({{"adult", true}, {"horoscope", true}}))),
              ::testing::UnorderedElementsAre("answers.type_2", "answers.a_year", "answers.horoscope"));
  Json many = Json::object();
  for (int i = 0; i < 9; ++i) many.set("q" + std::to_string(i), true);
  EXPECT_EQ(answer(ina, many).status, 422);
  EXPECT_EQ(seen(ina).body.text("outcome"), "unasked");
}

TEST_P(Screening, OnThePhoneIsNotedByACoordinator) {
  EXPECT_EQ(note(house.lead, {"a_year"}).status, 403);
  EXPECT_EQ(note(house.other_coordinator, {"a_year"}).status, 404);
  EXPECT_THAT(house.wrong_fields(note(house.coordinator, {"horoscope"})), ElementsAre("unfit"));
  EXPECT_FALSE(line_of_ina().find("redirected")->boolean());
  EXPECT_THAT(reasons(note(house.coordinator, {"a_year"})), ElementsAre("a_year"));
  EXPECT_TRUE(line_of_ina().find("redirected")->boolean());
  const Answer redirected = house.get(
      "/api/programmes/" + house.rapsid.str() + "/people?role=participant&state=redirected", house.lead);
  ASSERT_EQ(redirected.items().size(), 1U);
  EXPECT_EQ(redirected.body.find("total")->integer(), 1);
  const Json page = house.get(house.page_of(ina), house.coordinator).body;
  EXPECT_TRUE(page.find("person")->find("redirected")->boolean());
  EXPECT_EQ(page.find("screen")->text("outcome"), "redirected");
  EXPECT_THAT(to_text(*page.find("thread")), HasSubstr("where else to turn"));
  EXPECT_EQ(note(house.coordinator, {}).body.text("outcome"), "fits");
  EXPECT_FALSE(line_of_ina().find("redirected")->boolean());
}

TEST_P(Screening, IsPartOfBringingSomebodyInByPhone) {
  EXPECT_THAT(house.wrong_fields(activate(false)), ElementsAre("screen_spoken"));
  EXPECT_EQ(house.count("select count(*) from consent where person_id = '" + ina.str() + "'"), 0);
  note(house.coordinator, {"a_year"});
  EXPECT_THAT(house.wrong_fields(activate(false)), ElementsAre("screen_spoken"));
  EXPECT_EQ(activate(true).status, 200);
  const Json page = house.get(house.page_of(ina), house.coordinator).body;
  EXPECT_EQ(page.find("person")->text("state"), "active");
  EXPECT_FALSE(page.find("person")->find("redirected")->boolean());
  EXPECT_TRUE(page.find("screen")->is_null());
}

TEST_P(Screening, SomebodyRedirectedIsNotInvited) {
  const PersonId pat = house.add(house.rapsid, Role::participant, "Pat", GrantState::imported);
  const std::string path = "/api/programmes/" + house.rapsid.str() + "/invitations";
  const auto waiting = [&] {
    return house.get(path, house.coordinator)
        .body.find("not_invited")
        ->array_items()[0]
        .find("count")
        ->integer();
  };
  EXPECT_EQ(waiting(), 1);
  house.put(house.page_of(pat) + "/eligibility", house.coordinator,
            Json::object({{"unfit", encode(std::vector<std::string>{"adult"})}}));
  EXPECT_EQ(waiting(), 0);
}

TEST_P(Screening, IsAskedAnewWhenTheQuestionIsNoLongerAsked) {
  answer(ina, true, true, false);
  package::Package changed = PeopleWorld::shipped("rapsid");
  std::erase_if(changed.screen->questions, [](const auto& each) { return each.key == "a_year"; });
  house.as_system([&](Context& context) { house.programmes.publish(context, house.rapsid, changed); });
  EXPECT_EQ(seen(ina).body.text("outcome"), "unasked");
  EXPECT_EQ(seen(ina).body.find("questions")->array_items().size(), 2U);
}

TEST_P(Screening, IsTakenAwayWithTheRecordWhenTheProgrammesTimeIsOver) {
  answer(ina, true, false, true);
  house.pass(days(700));
  EXPECT_EQ(house.count("select count(*) from screening"), 1);
  house.pass(days(40));
  EXPECT_EQ(house.count("select count(*) from screening"), 0);
  bool erased = false;
  house.as_system([&](Context& context) { erased = house.people.is_erased(context.tx, ina); });
  EXPECT_TRUE(erased);
}

}  // namespace
}  // namespace kith
