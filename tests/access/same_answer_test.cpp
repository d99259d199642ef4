#include <gtest/gtest.h>

#include "access/walk.h"

// Promises A3 and N2: "not there" and "not yours" are one answer, and nothing tells whether an address is
// known.
namespace kith::access {
namespace {

std::string bytes_of(const http::Response& response) {
  std::string out = std::to_string(response.status) + "\n";
  for (const auto& [name, value] : response.headers) out += name + ": " + value + "\n";
  return out + response.body;
}

void expect_same(const Walk& run, const Cell& one, const Cell& other) {
  const auto a = run.answers.find(one), b = run.answers.find(other);
  ASSERT_TRUE(a != run.answers.end() && b != run.answers.end()) << to_words(one);
  EXPECT_EQ(bytes_of(a->second.response), bytes_of(b->second.response))
      << to_words(one) << " / " << to_words(other);
}

// What is public about a programme is no secret, whether it exists neither.
bool is_public(const std::string& endpoint) { return endpoint == "GET /api/guide"; }

bool has_part_in(const Walk& run, const Player& player, const ProgrammeId& programme) {
  return !player.person.empty() && player.programme == programme && !player.name.starts_with("ended") &&
         run.cast.player(player.name).name != "anonymous";
}

// Planted faults that turned this red: "There is no such match" as the detail of one not_found; a request of
// another programme answered with 403.
TEST(NotYours, IsTheSameAnswerAsNotThere) {
  const Walk& run = Walk::get();
  std::size_t compared = 0;
  for (const auto& [endpoint, what] : run.requests) {
    if (is_public(endpoint)) continue;
    for (const std::string& name : run.cast.players()) {
      const Player& player = run.cast.player(name);
      const auto same = [&](Whose one, Whose other) {
        ++compared;
        expect_same(run, {endpoint, name, one}, {endpoint, name, other});
      };
      if (what.has_programme && !what.things.empty()) same(Whose::crossed, Whose::missing);
      if (what.has_programme && !has_part_in(run, player, run.cast.rapsid))
        same(Whose::rapsid, Whose::nowhere);
      if (what.has_programme && !has_part_in(run, player, run.cast.reachout))
        same(Whose::reachout, Whose::nowhere);
      if (!what.has_programme && !what.things.empty()) {
        same(Whose::reachout, Whose::missing);
        same(Whose::rapsid, Whose::missing);
      }
    }
  }
  std::printf("not there and not yours: %zu pairs of answers compared byte for byte\n", compared);
  EXPECT_GT(compared, 1000U);
}

struct KnownAndUnknown {
  const char* path;
  std::string known;
  std::string unknown;
};

// Planted fault: 404 from /api/sign-in/code where find_by_address finds nobody.
TEST(SignIn, TellsNothingOfWhetherAnAddressIsKnown) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  const std::string known = canary_of("mail", "participant") + "@example.org";
  const std::string staff = canary_of("mail", "coordinator") + "@example.org";
  const auto body = [](const std::string& field, const std::string& address, const std::string& more) {
    return R"({")" + field + R"(": ")" + address + "\"" + more + "}";
  };
  for (const std::string& address : {known, staff}) {
    const KnownAndUnknown pairs[] = {
        {"/api/sign-in/start", body("address", address, ""), body("address", "zq-nobody@example.org", "")},
        {"/api/sign-in/code", body("address", address, R"(, "code": "123456")"),
         body("address", "zq-nobody@example.org", R"(, "code": "123456")")},
        {"/api/sign-in/password", body("email", address, R"(, "password": "marmot lantern oboe drizzle")"),
         body("email", "zq-nobody@example.org", R"(, "password": "marmot lantern oboe drizzle")")}};
    for (const auto& [path, with_known, with_unknown] : pairs) {
      EXPECT_EQ(bytes_of(door.ask({}, {"POST", path, with_known})),
                bytes_of(door.ask({}, {"POST", path, with_unknown})))
          << path;
    }
  }
}

// I8 from outside: an id that is a piece of SQL finds what an id that nothing has finds.
TEST(Ids, ThatArePiecesOfSqlFindNothing) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  for (const auto& [endpoint, what] : run.requests) {
    if (what.things.empty() && !what.has_programme) continue;
    const Player& player =
        run.cast.player(endpoint.find("/api/me/") == std::string::npos ? "coordinator" : "participant");
    const auto plain = fill(what, run.cast, player, what.has_programme ? Whose::nowhere : Whose::missing);
    ASSERT_TRUE(plain);
    for (const char* piece :
         {"x' or '1'='1", "x'); delete from person; --", "x\\\" or 1=1 --", "%", "_", "*"}) {
      Ask bent = *plain;
      for (std::string* text : {&bent.target, &bent.body}) {
        for (std::size_t at = text->find(missing_id); at != std::string::npos; at = text->find(missing_id)) {
          text->replace(at, missing_id.size(), piece);
        }
      }
      EXPECT_EQ(bytes_of(door.ask(player.browser, bent)), bytes_of(door.ask(player.browser, *plain)))
          << endpoint << " with " << piece;
    }
  }
}

}  // namespace
}  // namespace kith::access
