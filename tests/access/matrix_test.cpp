#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "access/walk.h"
#include "cli/describe.h"

// Promise A1: no route answers without an explicit decision, and every cell of (state of who asks × endpoint
// × whose thing) comes out as the reviewed table says.
namespace kith::access {
namespace {

static_assert(!std::is_default_constructible_v<Permission>);
static_assert(!std::is_constructible_v<Permission, Permission::Kind, std::vector<Role>>);
static_assert(!std::is_default_constructible_v<Endpoint>, "an endpoint cannot be made without a permission");

class Matrix : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Kinds, Matrix, testing::ValuesIn(test_database_kinds()));

Table outcomes(const Walk& run) {
  Table table;
  for (const auto& [cell, answered] : run.answers) table[cell] = outcome_of(answered.response.status);
  return table;
}

// KITH_WRITE_ACCESS names a file for the table as it comes out, to be reviewed line by line.
void write_where_asked(const Walk& run) {
  if (const char* file = std::getenv("KITH_WRITE_ACCESS")) {
    std::ofstream(file) << write_table(outcomes(run), run.cast);
  }
}

// Planted faults that turned this red: `signed_in()` in place of role_in_programme on the list of concerns;
// has_any() counting staff roles without the second factor.
TEST_P(Matrix, ComesOutAsReviewed) {
  const Walk& run = Walk::on(GetParam());
  write_where_asked(run);
  const Table expected = read_table();
  const Table seen = outcomes(run);
  std::size_t wrong = 0;
  for (const auto& [cell, outcome] : seen) {
    const auto found = expected.find(cell);
    const std::string wanted = found == expected.end() ? "(not in expected.txt)" : found->second;
    if (wanted == outcome) continue;
    ++wrong;
    ADD_FAILURE() << to_words(cell) << ": " << outcome << ", and should be " << wanted << "\n  "
                  << run.answers.at(cell).response.body.substr(0, 300);
  }
  for (const auto& [cell, outcome] : expected) {
    EXPECT_TRUE(seen.contains(cell)) << to_words(cell) << " stands in expected.txt and was never asked";
  }
  std::printf("access matrix on %s: %zu cells of %zu endpoints and %zu states, %zu wrong\n",
              GetParam().c_str(), seen.size(), run.endpoints().size(), run.cast.players().size(), wrong);
  RecordProperty("cells", static_cast<int>(seen.size()));
}

// Planted fault: taking the line of GET /api/outbox out of requests.txt.
TEST(Endpoints, EveryOneIsAskedByTheMatrix) {
  const Walk& run = Walk::get();
  std::set<std::string> declared;
  for (const Endpoint* each : run.endpoints()) declared.insert(key_of(*each));
  std::set<std::string> asked;
  for (const auto& [key, what] : run.requests) asked.insert(key);
  EXPECT_EQ(declared, asked);
}

// The table of permissions is reviewed on its own, and it is that of the installation people run.
TEST(Endpoints, AreThoseOfTheInstallationAndOfTheReviewedFile) {
  EXPECT_EQ(access_table(Walk::get().installed.application->endpoints()), access_text());
  EXPECT_EQ(access_text(), read_file("api/access.txt"))
      << "review the difference, then write it into api/access.txt";
}

TEST(Endpoints, NothingAnswersOutsideTheApiButHealth) {
  const Walk& run = Walk::get();
  for (const Endpoint* each : run.endpoints()) EXPECT_TRUE(each->path.starts_with("/api/")) << each->path;
  const Door door = door_of(*run.installed.application);
  EXPECT_EQ(ask(door, {}, {"GET", "/healthz", ""}).body, "ok\n");
  EXPECT_EQ(ask(door, {}, {"GET", "/readyz", ""}).body, "ok\n");
  for (const char* path :
       {"/", "/metrics", "/api", "/api/", "/apix", "/internal", "/debug", "/.env", "/kith.db",
        "/api/../healthz", "/API/session", "//api/session", "/api//session", "/api/session/"}) {
    const int status = ask(door, run.cast.player("administrator").browser, {"GET", path, ""}).status;
    EXPECT_EQ(status, 404) << path;
  }
}

// A page elsewhere cannot act as somebody who is signed in here. Planted fault: `needs_token` always false.
TEST(Endpoints, ThatChangeThingsNeedTheTokenAgainstForgery) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  for (const Endpoint* each : run.endpoints()) {
    if (each->method == Method::get || each->permission == anyone()) continue;
    const Player& player = run.cast.player("coordinator");
    const Template& what = run.requests.at(key_of(*each));
    const auto request =
        fill(what, run.cast, player, what.columns().size() == 1 ? Whose::self : Whose::reachout);
    ASSERT_TRUE(request);
    const http::Response answer = door.ask({player.browser.token, ""}, *request);
    EXPECT_EQ(answer.status, 403) << key_of(*each);
    EXPECT_EQ(parse_json(answer.body).text("code"), "csrf") << key_of(*each);
  }
}

}  // namespace
}  // namespace kith::access
