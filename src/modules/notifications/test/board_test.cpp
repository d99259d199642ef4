#include "modules/notifications/test/letter_world.h"

namespace kith {
namespace {

class Board : public LetterWorld {
 public:
  Answer board(const PersonId& who, const std::string& limit = "") {
    http::Request request;
    request.method = "GET";
    request.path = "/api/programmes/" + first.str() + "/deliveries";
    if (!limit.empty()) request.query.emplace_back("limit", limit);
    if (!after.empty()) request.query.emplace_back("after", after);
    return send(std::move(request), who);
  }
  static std::string counts(const Answer& answer) {
    std::string out;
    for (const Json& each : answer.body.find("counts")->array_items()) {
      out += each.text("channel") + " " + each.text("state") + " " +
             std::to_string(each.find("count")->integer()) + "; ";
    }
    return out;
  }
  // One that arrived, one that waits, one that nobody but a person can bring.
  void write_letters() {
    post(anna, "hello", "1");
    settle();
    mail.answer = {false, false, "smtp 451"};
    post(maria, "secret words", "1");
    settle();
    post(add(Role::participant, "Gran", "", "en"), "hello", "1");
    settle();
  }
};

// Planted fault: handed_on left out of state_when_failed().
TEST_F(Board, ShowsTheCoordinatorStatesAndCountsButNoWords) {
  write_letters();
  const Answer answer = board(coordinator);
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(counts(answer), "email sent 1; email waiting 1; none handed_on 1; ");
  EXPECT_EQ(answer.body.text("oldest_waiting_at").substr(0, 10), "2026-11-23");
  const auto& items = answer.body.find("items")->array_items();
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].text("name"), "Gran");
  EXPECT_EQ(items[0].text("state"), "handed_on");
  const std::string all = to_text(answer.body);
  for (const char* hidden : {"Text of", "Subject of", "secret", "@example.org"}) {
    EXPECT_EQ(all.find(hidden), std::string::npos) << hidden;
  }
}

TEST_F(Board, IsPaged) {
  write_letters();
  const Answer page = board(coordinator, "2");
  EXPECT_EQ(page.body.find("items")->array_items().size(), 2U);
  after = page.body.text("next");
  const Answer rest = board(coordinator, "2");
  ASSERT_EQ(rest.body.find("items")->array_items().size(), 1U);
  EXPECT_EQ(rest.body.find("items")->array_items()[0].text("name"), "Anna");
  EXPECT_TRUE(rest.body.find("next")->is_null());
}

TEST_F(Board, IsForCoordinatorsAndItsCountsForTheAdministrator) {
  write_letters();
  EXPECT_EQ(board(anna).status, 403);
  EXPECT_EQ(board({}).status, 401);
  const PersonId elsewhere = [&] {
    PersonId id;
    application->as_system("test", [&](Context& context) {
      id = people.add_staff(context, {"", "Olga", "", "olga@example.org", "", "", ""}, Role::administrator,
                            {});
    });
    return id;
  }();
  EXPECT_EQ(board(elsewhere).status, 404);
  EXPECT_EQ(call("GET", "/api/outbox/counts", coordinator).status, 404);
  const Answer answer = call("GET", "/api/outbox/counts", administrator);
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(counts(answer), "email sent 1; email waiting 1; none handed_on 1; ");
}

// Promise V6.
TEST_F(Board, ForgetsWhatWasSettledNinetyDaysAgo) {
  post(anna, "hello", "1");
  settle();
  pass(days(93));
  EXPECT_EQ(counts(board(coordinator)), "");
}

}  // namespace
}  // namespace kith
