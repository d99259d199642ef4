#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/test/house.h"

namespace kith {
namespace {

using ::testing::HasSubstr;

struct Coordinated {
  House house;
  ProgrammeId programme;
  PersonId coordinator;

  explicit Coordinated(const std::string& folder)
      : programme(house.add_programme(folder)),
        coordinator(house.add_staff(programme, Role::coordinator, "cora@example.org")) {}

  http::Response csv(const std::string& role) {
    return house.call(coordinator, "GET", "/api/programmes/" + programme.str() + "/people.csv?role=" + role);
  }
};

class RoundTrip : public ::testing::TestWithParam<std::tuple<const char*, const char*, package::Side>> {};

TEST_P(RoundTrip, WhatGoesOutComesInAgain) {
  const auto& [file, folder, side] = GetParam();
  Coordinated from(folder);
  from.house.import(from.programme, side, shape(file));
  const auto response = from.csv(side == supporters ? "supporter" : "participant");
  ASSERT_EQ(response.status, 200) << response.body;
  House to;
  const auto programme = to.add_programme(folder);
  const ImportOutcome done = to.import(programme, side, response.body);
  const auto was = from.house.pool(from.programme, side);
  const auto is = to.pool(programme, side);
  ASSERT_EQ(static_cast<std::size_t>(done.imported), was.size())
      << roster::format_errors("x", done.report.problems).size();
  for (std::size_t i = 0; i < was.size(); ++i) {
    EXPECT_EQ(to_text(is[i].profile.answers.json()), to_text(was[i].profile.answers.json()));
    const Identity a = from.house.identity(was[i].profile.person);
    const Identity b = to.identity(is[i].profile.person);
    EXPECT_EQ(std::tie(a.ref, a.first_name, a.last_name, a.email, a.phone, a.landline, a.birth_date),
              std::tie(b.ref, b.first_name, b.last_name, b.email, b.phone, b.landline, b.birth_date));
    EXPECT_EQ(is[i].profile.since, was[i].profile.since);
  }
}

INSTANTIATE_TEST_SUITE_P(All, RoundTrip,
                         ::testing::Values(std::tuple{"rapsid_participants", "rapsid", participants},
                                           std::tuple{"rapsid_facilitators", "rapsid", supporters},
                                           std::tuple{"reachout_participants", "reachout", participants},
                                           std::tuple{"reachout_supporters", "reachout", supporters},
                                           std::tuple{"parents", "parent-to-parent", participants},
                                           std::tuple{"support_parents", "parent-to-parent", supporters}),
                         [](const auto& each) { return std::string(std::get<0>(each.param)); });

TEST(Export, FormulasAreHarmlessAndComeBackWhole) {
  Coordinated from("rapsid");
  from.house.import(from.programme, participants,
                    "ref,first_name,languages,about_me,interests\n"
                    "1,@SUM(A1),English,\"=HYPERLINK(\"\"http://x\"\")\",\"+cmd; gardening\"\n");
  const std::string csv = from.csv("participant").body;
  EXPECT_THAT(csv, HasSubstr(",'@SUM(A1),"));
  EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK("));
  EXPECT_THAT(csv, HasSubstr("'+cmd; Gardening"));
  House to;
  const auto programme = to.add_programme("rapsid");
  ASSERT_EQ(to.import(programme, participants, csv).imported, 1);
  const auto person = to.pool(programme, participants)[0].profile;
  EXPECT_EQ(person.display_name, "@SUM(A1)");
  EXPECT_EQ(person.note, "=HYPERLINK(\"http://x\")");
  EXPECT_EQ(to_text(person.answers.find("interests")->second), R"(["+cmd","gardening"])");
}

TEST(Export, IsWrittenDownAndIsAFile) {
  Coordinated from("rapsid");
  from.house.import(from.programme, participants, shape("rapsid_participants"));
  const auto response = from.csv("participant");
  const auto has = [&](const std::string& name, const std::string& value) {
    return std::ranges::find(response.headers, std::pair{name, value}) != response.headers.end();
  };
  EXPECT_TRUE(has("Content-Type", "text/csv; charset=utf-8"));
  EXPECT_TRUE(has("Content-Disposition", "attachment; filename=\"participants.csv\""));
  const auto events = from.house.events("interop.people_exported");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(to_text(events[0].data), R"({"side":"participant","count":3})");
  EXPECT_EQ(events[0].actor, from.coordinator.str());
}

TEST(Export, EndedPartsStayAway) {
  Coordinated from("rapsid");
  from.house.import(from.programme, participants, shape("rapsid_participants"));
  const PersonId first = from.house.pool(from.programme, participants).at(0).profile.person;
  from.house.as_system(
      [&](Context& c) { c.tx.execute("update role_grant set state = 'ended' where person_id = $1", first); });
  EXPECT_THAT(from.csv("participant").body, ::testing::Not(HasSubstr("T0001")));
}

}  // namespace
}  // namespace kith
