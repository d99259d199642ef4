#include <gtest/gtest.h>

#include "access/cast.h"

// Promise A4 and rule 1 of docs/access.md: what changes counts from the next request, and ended means ended.
// Rule 3: a look leaves a line.
namespace kith::access {
namespace {

class Changes : public testing::TestWithParam<std::string> {
 protected:
  http::Response call(const std::string& name, const std::string& method, const std::string& target,
                      const Json& body = {}) {
    const Ask what{method, target, body.is_null() ? (method == "GET" ? "" : "{}") : to_text(body)};
    return ask(door_of(*installed.application), cast.player(name).browser, what);
  }
  int status(const std::string& name, const std::string& method, const std::string& target,
             const Json& body = {}) {
    return call(name, method, target, body).status;
  }
  std::string in_reachout(const std::string& rest) const {
    return "/api/programmes/" + cast.reachout.str() + rest;
  }
  std::string talk_of(const std::string& name) const {
    return "/api/conversations/" + cast.player(name).own.at("conversation");
  }
  void set_state(const std::string& name, GrantState state) {
    installed.as_system([&](Context& context) {
      const Player& player = cast.player(name);
      installed.people.set_state(context, player.person, player.programme, player.role, state);
    });
  }
  static Json message(int number) {
    return Json::object({{"client_id", "33333333-3333-7333-8333-33333333" + std::to_string(1000 + number)},
                         {"text", "Are you there?"}});
  }
  static std::string names_in(const http::Response& response) { return response.body; }

  Installed installed{GetParam()};
  Cast cast{installed};
};

INSTANTIATE_TEST_SUITE_P(Kinds, Changes, testing::ValuesIn(test_database_kinds()));

// Planted fault: grants kept with the session when it begins.
TEST_P(Changes, OfARoleCountFromTheNextRequest) {
  const std::string list = in_reachout("/people?role=participant");
  EXPECT_EQ(status("coordinator", "GET", list), 200);
  set_state("coordinator", GrantState::ended);
  EXPECT_EQ(status("coordinator", "GET", list), 404);
  EXPECT_EQ(status("coordinator", "GET", in_reachout("/concerns")), 404);
  EXPECT_EQ(status("coordinator", "GET", in_reachout("/today")), 404);
  EXPECT_EQ(status("referrer", "GET", list), 403);
  installed.as_system([&](Context& context) {
    Identity identity;
    identity.email = canary_of("mail", "referrer") + "@example.org";
    installed.people.add_staff(context, identity, Role::coordinator, cast.reachout);
  });
  EXPECT_EQ(status("referrer", "GET", list), 200);
}

// Planted fault: may_write() without the state of the conversation.
TEST_P(Changes, OfAMatchCountFromTheNextRequest) {
  const std::string messages = talk_of("matched_participant") + "/messages";
  EXPECT_EQ(status("matched_participant", "POST", messages, message(1)), 200);
  const std::string match = cast.player("matched_supporter").own.at("match");
  EXPECT_EQ(status("matched_supporter", "POST", "/api/me/matches/" + match + "/end"), 200);
  EXPECT_EQ(status("matched_participant", "POST", messages, message(2)), 409);
  EXPECT_EQ(status("matched_supporter", "POST", messages, message(3)), 409);
  EXPECT_EQ(status("matched_participant", "GET", messages), 200) << "one's own past stays readable";
}

TEST_P(Changes, OfASessionCountFromTheNextRequest) {
  EXPECT_EQ(status("matched_supporter", "GET", talk_of("matched_supporter")), 200);
  installed.as_system([&](Context& context) {
    installed.accounts.end_all_sessions(context, cast.player("matched_supporter").person);
  });
  EXPECT_EQ(status("matched_supporter", "GET", talk_of("matched_supporter")), 401);
  EXPECT_EQ(status("matched_supporter", "GET", "/api/me/asks"), 401);
  EXPECT_EQ(status("coordinator", "POST", "/api/sign-out"), 200);
  EXPECT_EQ(status("coordinator", "GET", in_reachout("/waiting")), 401);
}

TEST_P(Changes, ASupporterWhoseRoleEndedAnswersNobody) {
  const std::string& request = cast.player("supporter").own.at("request");
  EXPECT_NE(names_in(call("supporter", "GET", "/api/me/asks")).find(request), std::string::npos);
  set_state("supporter", GrantState::ended);
  EXPECT_EQ(names_in(call("supporter", "GET", "/api/me/asks")).find(request), std::string::npos);
  const int accepted = status("supporter", "POST", "/api/me/asks/" + request + "/accept");
  EXPECT_TRUE(accepted == 404 || accepted == 409) << accepted;
  // The participant does not wait for somebody who is gone.
  const http::Response asked =
      call("participant", "GET", "/api/me/requests?programme=" + cast.reachout.str());
  EXPECT_EQ(parse_json(asked.body).find("items")->array_items().front().text("state"), "released")
      << asked.body;
}

// Rule 1 again, from the other side: nobody is talked to who has gone, and no legal name comes out for the
// one that they chose to show.
TEST_P(Changes, WhoHasLeftIsStillCalledByTheNameTheyShowed) {
  set_state("matched_participant", GrantState::ended);
  for (const std::string& path : {std::string("/api/me/matches"), std::string("/api/me/conversations"),
                                  talk_of("matched_supporter"), talk_of("matched_supporter") + "/messages"}) {
    const std::string body = call("matched_supporter", "GET", path).body;
    EXPECT_EQ(body.find(canary_of("first", "matched_participant")), std::string::npos) << path << "\n"
                                                                                       << body;
    EXPECT_NE(body.find(canary_of("shown", "matched_participant")), std::string::npos) << path << "\n"
                                                                                       << body;
  }
}

TEST_P(Changes, APausedSupporterReadsAndWritesOn) {
  set_state("matched_supporter", GrantState::paused);
  EXPECT_EQ(status("matched_supporter", "POST", talk_of("matched_supporter") + "/messages", message(4)), 200);
}

// Planted fault: person_page() without note_look().
TEST_P(Changes, EveryLookLeavesALineThatThePersonSees) {
  const auto looks = [&](const std::string& name) {
    return parse_json(call(name, "GET", "/api/me/record-views").body).find("items")->array_items();
  };
  const std::string page = in_reachout("/people/" + cast.player("participant").person.str());
  EXPECT_EQ(looks("participant").size(), 0U);
  EXPECT_EQ(status("coordinator", "GET", page + "?why=phone-call"), 200);
  EXPECT_EQ(status("coordinator", "GET", page), 200);
  const auto seen = looks("participant");
  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[1].text("why"), "phone-call");
  EXPECT_FALSE(seen[0].text("why").empty());
  EXPECT_EQ(seen[0].text("who"), canary_of("first", "coordinator") + " " + canary_of("last", "coordinator"));
  EXPECT_FALSE(seen[0].text("role_word").empty());
  // Who was turned away saw nothing, so there is no line of it.
  EXPECT_EQ(status("lead", "GET", page), 403);
  EXPECT_EQ(status("other_coordinator", "GET", page), 404);
  EXPECT_EQ(looks("participant").size(), 2U);
}

TEST_P(Changes, ALookAtAConcernLeavesALineForWhoRaisedIt) {
  const std::string concern =
      in_reachout("/concerns/" + cast.player("matched_participant").own.at("concern"));
  const auto count = [&](const std::string& name) {
    return parse_json(call(name, "GET", "/api/me/record-views").body).find("items")->array_items().size();
  };
  const std::size_t before = count("matched_participant");
  EXPECT_EQ(status("safeguarding_lead", "GET", concern + "?why=to-help"), 200);
  EXPECT_EQ(count("matched_participant"), before + 1);
  EXPECT_EQ(count("matched_supporter"), 0U) << "a line would tell who reported";
}

}  // namespace
}  // namespace kith::access
