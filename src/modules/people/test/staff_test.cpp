#include "people_world.h"

// What coordinators do with the people of their programme, and what those see of it.
namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

std::vector<std::string> names(const Answer& list) {
  std::vector<std::string> out;
  for (const Json& each : list.items()) out.push_back(each.text("display_name"));
  return out;
}

class Staff : public ::testing::Test {
 protected:
  PeopleWorld house{"sqlite"};

  Answer search(const std::string& query, const PersonId& who) {
    return house.get("/api/programmes/" + house.rapsid.str() + "/people?role=participant" + query, who);
  }
  Answer looks(const PersonId& who, const std::string& query = "") {
    return house.get("/api/me/record-views" + query, who);
  }
  Json newcomer(const std::string& first) const {
    return Json::object({{"role", "participant"}, {"first_name", first}});
  }
  Answer add(const Json& who) {
    return house.post("/api/programmes/" + house.rapsid.str() + "/people", house.coordinator, who);
  }
};

// Access policy, rule 3: looking leaves a line that the person sees (product row A5).
TEST_F(Staff, EveryLookIsALineThatThePersonReads) {
  ASSERT_EQ(house.get(house.page_of(house.anna), house.coordinator).status, 200);
  house.clock.advance(hours(1));
  house.get(house.page_of(house.anna) + "?why=She%20phoned", house.coordinator);
  const Answer lines = looks(house.anna);
  ASSERT_EQ(lines.items().size(), 2U);
  EXPECT_EQ(lines.items()[0].text("who"), "Cora SurnameCora");
  EXPECT_EQ(lines.items()[0].text("role_word"), "coordinator");
  EXPECT_EQ(lines.items()[0].text("at"), to_rfc3339(house.clock.now()));
  EXPECT_FALSE(lines.items()[1].text("why").empty());
  EXPECT_TRUE(looks(house.maria).items().empty());
  std::vector<StoredEvent> audit = house.events();
  std::erase_if(audit, [](const StoredEvent& each) { return each.type != "people.record_viewed"; });
  ASSERT_EQ(audit.size(), 2U) << "each look is in the log of what happened too (promise U2)";
  EXPECT_EQ(audit[0].actor, house.coordinator.str());
  EXPECT_EQ(audit[0].subject, house.anna.str());
}

TEST_F(Staff, ALookThatIsRefusedLeavesNoLineAndShowsNothing) {
  EXPECT_EQ(house.get(house.page_of(house.anna), house.other_coordinator).status, 404);
  EXPECT_EQ(house.get(house.page_of(house.anna), house.lead).status, 403);
  EXPECT_EQ(house.get(house.page_of(house.anna), house.maria).status, 403);
  EXPECT_TRUE(looks(house.anna).items().empty());
}

// The line and the look are one: when the line cannot be written, nothing is shown (promise U2).
TEST_F(Staff, NothingIsShownWhenTheLineCannotBeWritten) {
  std::size_t faults = 0;
  for (std::size_t statement = 1; statement < 60; ++statement) {
    house.faulty.fail_at(statement);
    const Answer answer = house.get(house.page_of(house.anna), house.coordinator);
    if (!house.faulty.has_failed()) break;
    ++faults;
    ASSERT_EQ(answer.status, 500) << statement;
    ASSERT_THAT(answer.text, Not(HasSubstr("SurnameAnna")));
    ASSERT_EQ(house.count("select count(*) from record_look"), 0) << statement;
    ASSERT_EQ(house.count("select count(*) from event where type = 'people.record_viewed'"), 0) << statement;
  }
  EXPECT_GE(faults, 8U);
  EXPECT_EQ(looks(house.anna).items().size(), 1U);
}

TEST_F(Staff, LooksArePagedNewestFirst) {
  for (int i = 0; i < 5; ++i) {
    house.get(house.page_of(house.anna), house.coordinator);
    house.clock.advance(hours(1));
  }
  std::vector<std::string> times;
  std::string after;
  for (int page = 0; page < 5; ++page) {
    const Answer answer = looks(house.anna, "?limit=2" + (after.empty() ? "" : "&after=" + after));
    for (const Json& each : answer.items()) times.push_back(each.text("at"));
    after = answer.body.text("next");
    if (after.empty()) break;
  }
  EXPECT_EQ(times.size(), 5U);
  EXPECT_TRUE(std::ranges::is_sorted(times, std::ranges::greater()));
}

TEST_F(Staff, SearchFindsNamesAndReferencesInAnyDress) {
  add(Json::object({{"role", "participant"}, {"first_name", "José"}, {"last_name", "Cárdenas-Castañeda"}}));
  for (const char* words : {"jose", "CARDENAS", "castaneda", "José", "cardenas cas"}) {
    EXPECT_THAT(names(search("&q=" + std::string(words), house.coordinator)), ElementsAre("José")) << words;
  }
  EXPECT_THAT(names(search("&q=r-anna", house.coordinator)), ElementsAre("Anna"));
  EXPECT_THAT(names(search("&q=nobody", house.coordinator)), IsEmpty());
  EXPECT_THAT(names(search("&q=maria", house.coordinator)), IsEmpty()) << "the other side has its own list";
  EXPECT_THAT(names(search("&state=imported", house.coordinator)), ElementsAre("José"));
}

// Promise A7: a search finds only by what the searcher may see.
TEST_F(Staff, ALeadSearchesOnlyByWhatALeadMaySee) {
  Json profile = house.profile(Json::object({{"town", Json::object({{"name", "Ely"}})}}));
  ASSERT_EQ(house.put("/api/me/profile", house.anna, profile.set("display_name", "Anna")).status, 200);
  EXPECT_THAT(names(search("&q=Ely", house.coordinator)), ElementsAre("Anna"));
  EXPECT_THAT(names(search("", house.lead)), ElementsAre("Anna"));
  for (const char* words : {"SurnameAnna", "R-Anna", "Ely"}) {
    EXPECT_THAT(names(search("&q=" + std::string(words), house.lead)), IsEmpty()) << words;
  }
  const Answer list = search("", house.lead);
  EXPECT_THAT(list.text, Not(HasSubstr("Surname")));
  EXPECT_THAT(list.text, Not(HasSubstr("R-Anna")));
  EXPECT_EQ(search("", house.other_coordinator).status, 404);
  EXPECT_EQ(search("", house.anna).status, 403);
}

TEST_F(Staff, TheListIsPagedWithoutGapsOrRepeats) {
  for (int i = 0; i < 25; ++i) add(newcomer("P" + std::to_string(i)));
  std::vector<std::string> all;
  std::string after;
  do {
    const Answer page = search("&limit=7" + (after.empty() ? "" : "&after=" + after), house.coordinator);
    EXPECT_LE(page.items().size(), 7U);
    EXPECT_EQ(page.body.find("total")->integer(), 26);
    for (const Json& each : page.items()) all.push_back(each.text("person_id"));
    after = page.body.text("next");
  } while (!after.empty());
  EXPECT_EQ(all.size(), 26U);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 26U);
}

TEST_F(Staff, SomeoneOnThePhoneIsAddedWithEveryMistakeNamed) {
  Json who = newcomer("Pat");
  who.set("birth_date", "3 March").set("first_name", "");
  EXPECT_THAT(house.wrong_fields(add(who)), ElementsAre("first_name"));
  who.set("first_name", "Pat");
  EXPECT_THAT(house.wrong_fields(add(who)), ElementsAre("birth_date"));
  who.set("birth_date", "1950-02-30");
  EXPECT_THAT(house.wrong_fields(add(who)), ElementsAre("birth_date"));
  who.set("birth_date", "").set("answers", Json::object({{"sex", 1}, {"horoscope", "x"}}));
  EXPECT_THAT(house.wrong_fields(add(who)), UnorderedElementsAre("answers.sex", "answers.horoscope"));
  who.set("answers", Json::object({{"sex", "male"}}));
  const Answer added = add(who);
  EXPECT_EQ(added.status, 200) << added.text;
  EXPECT_EQ(added.body.text("state"), "imported");
}

TEST_F(Staff, AgreementsGivenOnThePhoneBringSomeoneIn) {
  const std::string pat = add(newcomer("Pat")).body.text("person_id");
  const auto activate = [&](bool spoken) {
    return house.post(house.page_of(PersonId(pat)) + "/activate", house.coordinator,
                      Json::object({{"consent_spoken", spoken}, {"screen_spoken", true}}));
  };
  EXPECT_THAT(house.wrong_fields(activate(false)), ElementsAre("consent_spoken"));
  EXPECT_EQ(activate(true).status, 200);
  const Json page = house.get(house.page_of(PersonId(pat)), house.coordinator).body;
  EXPECT_EQ(page.find("person")->text("state"), "active");
  EXPECT_EQ(house.count("select count(*) from consent where how = 'spoken'"), 1);
  EXPECT_EQ(house.count("select count(*) from consent where recorded_by = '" + house.coordinator.str() + "'"),
            1);
  EXPECT_THAT(to_text(*page.find("thread")), HasSubstr("Is taking part"));
}

TEST_F(Staff, InvitationsGoOnceToThoseWhoCanBeReached) {
  const std::string pat = add(newcomer("Pat")).body.text("person_id");
  Json with_mail = newcomer("Quinn");
  with_mail.set("email", "quinn@example.org");
  const std::string quinn = add(with_mail).body.text("person_id");
  const std::string path = "/api/programmes/" + house.rapsid.str() + "/invitations";
  const Json draft = house.get(path, house.coordinator).body;
  const Json& participants = draft.find("not_invited")->array_items()[0];
  EXPECT_EQ(participants.find("count")->integer(), 2);
  EXPECT_EQ(participants.find("without_address")->integer(), 1);
  EXPECT_FALSE(draft.text("subject").empty());
  const auto send = [&] {
    return house.post(path, house.coordinator,
                      Json::object({{"role", "participant"}, {"person_ids", Json::array()}}));
  };
  const Answer first = send();
  EXPECT_EQ(first.body.find("invited")->integer(), 1);
  EXPECT_EQ(first.body.find("without_address")->integer(), 1);
  EXPECT_EQ(send().body.find("invited")->integer(), 0);
  EXPECT_EQ(house.count("select count(*) from event where type = 'people.person_invited'"), 1);
}

TEST_F(Staff, WhoHasLeftIsNoLongerInAnyList) {
  house.set_state(house.anna, Role::participant, GrantState::ended);
  EXPECT_THAT(names(search("", house.coordinator)), IsEmpty());
  EXPECT_EQ(house.get(house.page_of(house.anna), house.coordinator).status, 404);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).status, 404);
  EXPECT_TRUE(house.get("/api/session", house.anna).body.find("roles")->array_items().empty());
  house.as_system([&](Context& context) {
    const auto pool = house.people.pool(context, house.rapsid, package::Side::participant, false);
    EXPECT_TRUE(pool.empty());
  });
}

TEST_F(Staff, AnAddressFindsOnePersonOrNobody) {
  const PersonId twin = house.add(house.rapsid, Role::participant, "Twin");
  house.as_system([&](Context& context) {
    const auto find = [&](const std::string& address) {
      return house.people.find_by_address(context.tx, context.vault, address);
    };
    EXPECT_EQ(find("TWIN@example.ORG"), twin);
    EXPECT_EQ(find("nobody@example.org"), PersonId());
    EXPECT_EQ(find(""), PersonId());
    Identity shared;
    shared.first_name = "Other";
    shared.email = "twin@example.org";
    NewPerson other;
    other.identity = shared;
    house.people.add(context, house.programmes.get(context.tx, house.rapsid), other);
    EXPECT_EQ(find("twin@example.org"), PersonId()) << "a code sent there would let one in as the other";
  });
}

TEST_F(Staff, AddingStaffTwiceGivesOnePersonWithTheRoleOnce) {
  const PersonId again = house.add_staff(house.rapsid, Role::coordinator, "Cora");
  EXPECT_EQ(again, house.coordinator);
  EXPECT_EQ(house.count("select count(*) from role_grant where person_id = '" + again.str() + "'"), 1);
  EXPECT_EQ(house.add_staff(house.reachout, Role::coordinator, "Cora"), again);
  EXPECT_EQ(house.count("select count(*) from role_grant where person_id = '" + again.str() + "'"), 2);
}

// Who was staff and is asked back has the role again.
TEST_F(Staff, WhoseRoleEndedCanBeGivenItAgain) {
  house.set_state(house.coordinator, Role::coordinator, GrantState::ended);
  EXPECT_EQ(search("", house.coordinator).status, 404);
  house.add_staff(house.rapsid, Role::coordinator, "Cora");
  EXPECT_EQ(search("", house.coordinator).status, 200);
}

}  // namespace
}  // namespace kith
