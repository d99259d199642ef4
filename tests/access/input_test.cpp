#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "access/walk.h"

// Promises I3, I8 and O1 at the door.
namespace kith::access {
namespace {

struct Malformed {
  std::string what;
  std::string body;
};

std::vector<Malformed> malformed() {
  const std::string deep(40, '[');
  return {{"a name twice", R"({"sequence": 1, "sequence": 2})"},
          {"a name twice, written differently", "{\"sequence\": 1, \"\\u0073equence\": 2}"},
          {"too deep", R"({"sequence": )" + deep + std::string(40, ']') + "}"},
          {"bytes that are no UTF-8", "{\"sequence\": \"\xc3\x28\"}"},
          {"an overlong form", "{\"sequence\": \"\xc0\xaf\"}"},
          {"half a surrogate pair", R"({"sequence": "\ud800"})"},
          {"a control character", "{\"sequence\": \"\x01\"}"},
          {"something after it", R"({"sequence": 1} {})"},
          {"a comma too many", R"({"sequence": 1,})"},
          {"a comment", R"({"sequence": 1 /* one */})"},
          {"single quotes", R"({'sequence': 1})"},
          {"a leading zero", R"({"sequence": 01})"},
          {"not a number", R"({"sequence": NaN})"},
          {"nothing closed", R"({"sequence": 1)"},
          {"a byte order mark", "\xef\xbb\xbf{\"sequence\": 1}"},
          {"no JSON at all", "sequence=1"}};
}

std::string code_of(const http::Response& response) { return parse_json(response.body).text("code"); }

class Bodies : public testing::Test {
 protected:
  http::Response send(const std::string& body) {
    const Player& player = run.cast.player("matched_participant");
    return door.ask(player.browser,
                    {"POST", "/api/conversations/" + player.own.at("conversation") + "/read", body});
  }
  Walk& run = Walk::get();
  UndoneDoor door{run.installed, run.installed.application->endpoints()};
};

// Planted fault: a JSON reader that keeps the last of two members of one name.
TEST_F(Bodies, ThatAreNotStrictJsonAreRefused) {
  EXPECT_EQ(send(R"({"sequence": 1})").status, 200);
  for (const auto& [what, body] : malformed()) {
    const http::Response response = send(body);
    EXPECT_EQ(response.status, 422) << what;
    EXPECT_EQ(code_of(response), "json.malformed") << what;
  }
}

TEST_F(Bodies, WithMembersOfAnotherTypeAreRefusedByField) {
  for (const char* body : {R"({"sequence": "1"})", R"({"sequence": 1.5})", R"({"sequence": true})",
                           R"({"sequence": null})", R"({"sequence": [1]})", R"({"sequence": {"a": 1}})",
                           R"({"sequence": -1})", R"({"sequence": 99999999999999999999})", "{}", "[]", "7",
                           "null", R"({"sequence": 1, "more": 2})", R"({"Sequence": 1})"}) {
    const http::Response response = send(body);
    EXPECT_EQ(response.status, 422) << body;
    EXPECT_FALSE(parse_json(response.body).find("errors")->array_items().empty()) << body;
  }
}

// The path decides whose thing it is: the body cannot name another.
TEST_F(Bodies, CannotNameWhatThePathNames) {
  const std::string other = run.cast.reachout_things.at("conversation");
  EXPECT_EQ(send(R"({"sequence": 1, "conversation": ")" + other + "\"}").status, 422);
}

// Who may not call learns nothing of what would be wrong with the body.
TEST_F(Bodies, AreJudgedAfterTheDoor) {
  const std::string path = "/api/programmes/" + run.cast.reachout.str() + "/people";
  EXPECT_EQ(door.ask({}, {"POST", path, "{"}).status, 401);
  EXPECT_EQ(door.ask(run.cast.player("participant").browser, {"POST", path, "{"}).status, 403);
  EXPECT_EQ(door.ask(run.cast.player("other_coordinator").browser, {"POST", path, "{"}).status, 404);
  EXPECT_EQ(door.ask(run.cast.player("coordinator").browser, {"POST", path, "{"}).status, 422);
}

std::vector<std::filesystem::path> sources() {
  std::vector<std::filesystem::path> out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(KITH_SOURCE_DIR) + "/src")) {
    const std::string path = entry.path().string();
    const bool code = path.ends_with(".cpp") || path.ends_with(".h");
    if (code && path.find("/test/") == std::string::npos && path.find("/testing/") == std::string::npos)
      out.push_back(entry.path());
  }
  return out;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Statements whose text is put together at run time, reviewed one by one: each from pieces that stand in the
// source, chosen by an enum or by whether a bound is there. What people typed is always a parameter.
const std::map<std::string, std::size_t>& reviewed_statements() {
  static const std::map<std::string, std::size_t> reviewed{
      {"modules/conversations/broken_rows.cpp", 1},
      {"modules/conversations/store.cpp", 6},
      {"modules/journeys/clock_store.cpp", 6},
      {"modules/journeys/pair_store.cpp", 6},
      {"modules/journeys/store.cpp", 8},
      {"modules/matching/store.cpp", 8},
      {"modules/notifications/store.cpp", 6},
      {"modules/people/address_store.cpp", 1},
      {"modules/people/leaving_store.cpp", 2},
      {"modules/people/store.cpp", 6},
      {"modules/programmes/programmes.cpp", 3},
      {"modules/safeguarding/store.cpp", 4},
      {"modules/trials/store.cpp", 3},
      {"simulation/sweep.cpp", 2},
      {"store/rows_of_ids.cpp", 1},
  };
  return reviewed;
}

// How often a statement is run that is more than one literal.
std::size_t joined_statements(const std::string& text) {
  std::size_t count = 0;
  for (const std::string_view call : {"query(", "query_with(", "execute(", "execute_with("}) {
    for (auto at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
      const bool called = at > 0 && (text[at - 1] == '.' || text[at - 1] == '>');
      const auto first = text.find_first_not_of(" \n", at + call.size());
      const bool literal = first != std::string::npos &&
                           (text.compare(first, 1, "\"") == 0 || text.compare(first, 2, "R\"") == 0);
      if (called && !literal) ++count;
    }
  }
  return count;
}

// Planted fault: `"... where state = '" + ask.state + "'"` in the list of people.
TEST(Statements, ArePutTogetherOnlyWhereReviewed) {
  std::map<std::string, std::size_t> found;
  for (const auto& file : sources()) {
    const std::string text = text_of(file);
    const std::size_t count = joined_statements(text);
    const std::string name = std::filesystem::relative(file, std::string(KITH_SOURCE_DIR) + "/src").string();
    if (count > 0) found[name] = count;
  }
  EXPECT_EQ(found, reviewed_statements());
}

struct Limited {
  std::string what;
  std::string player;
  Ask ask;
  int burst;
};

// A fresh application for each, because its limits remember.
class Limits : public testing::Test {
 protected:
  Installed installed{"memory"};
  Cast cast{installed};

  // How many go through before the first 429, which says when to come back.
  int answered_before_limit(const Limited& which) {
    const Door door = door_of(*installed.application);
    installed.clock.advance(hours(1));
    for (int i = 0; i < which.burst + 1; ++i) {
      const http::Response response = ask(door, cast.player(which.player).browser, which.ask);
      if (response.status != 429) continue;
      EXPECT_GE(std::atoi(header_of(response, "Retry-After").c_str()), 1) << which.what;
      EXPECT_EQ(code_of(response), "too_many") << which.what;
      return i;
    }
    return -1;
  }
};

// Planted fault: `limit` left out of begin().
TEST_F(Limits, HoldForEachClassOfRoutes) {
  const Limited classes[] = {
      {"asking for a code",
       "anonymous",
       {"POST", "/api/sign-in/start", R"({"address": "a@example.org"})"},
       20},
      {"trying a code",
       "anonymous",
       {"POST", "/api/sign-in/code", R"({"address": "a@example.org", "code": "000000"})"},
       30},
      {"trying a link", "anonymous", {"POST", "/api/sign-in/link", R"({"token": "nothing"})"}, 30},
      {"open to all", "anonymous", {"GET", "/api/crisis", ""}, 60},
      {"files",
       "coordinator",
       {"GET", "/api/programmes/" + cast.reachout.str() + "/people.csv?role=supporter", ""},
       30},
      {"everything else", "participant", {"GET", "/api/me/matches", ""}, 200}};
  for (const Limited& each : classes) EXPECT_EQ(answered_before_limit(each), each.burst) << each.what;
}

// One person's limit follows them from address to address; see Dispatch::check.
TEST_F(Limits, AreThereForEveryEndpoint) {
  for (const Endpoint& each : installed.application->endpoints()) {
    EXPECT_GT(each.options.limit.per_minute, 0) << key_of(each);
    EXPECT_LE(each.options.limit.per_minute, 600) << key_of(each);
    EXPECT_GT(each.options.limit.burst, 0) << key_of(each);
    EXPECT_LE(each.options.limit.burst, 200) << key_of(each);
    const bool way_in = each.path.starts_with("/api/sign-in/");
    EXPECT_TRUE(!way_in || each.options.limit.burst <= 30) << key_of(each);
  }
}

}  // namespace
}  // namespace kith::access
