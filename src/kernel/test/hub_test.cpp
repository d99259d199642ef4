#include <chrono>
#include <condition_variable>
#include <thread>

#include "kernel_world.h"

namespace kith {
namespace {

using ::testing::ElementsAre;

class FakeSocket : public http::Socket {
 public:
  explicit FakeSocket(std::uint64_t key) : key_(key) {}
  std::uint64_t key() const override { return key_; }
  void send(std::string text) override { note(std::move(text)); }
  void close(std::uint16_t code, std::string reason) override {
    note("closed " + std::to_string(code) + " " + reason);
  }

  std::vector<std::string> frames() {
    const std::lock_guard guard(lock_);
    return frames_;
  }
  bool wait_for(std::size_t count) {
    std::unique_lock guard(lock_);
    return changed_.wait_for(guard, std::chrono::seconds(20), [&] { return frames_.size() >= count; });
  }

 private:
  void note(std::string text) {
    const std::lock_guard guard(lock_);
    frames_.push_back(std::move(text));
    changed_.notify_all();
  }
  std::uint64_t key_;
  std::mutex lock_;
  std::condition_variable changed_;
  std::vector<std::string> frames_;
};

std::string added(const std::string& note, int sequence) {
  return R"({"type":"notes.added","id":")" + note + R"(","sequence":)" + std::to_string(sequence) + "}";
}
std::string hello(int sequence) { return R"({"type":"hello","sequence":)" + std::to_string(sequence) + "}"; }

// Anna hears of notes; nobody else does.
class HubTest : public ::testing::Test {
 protected:
  HubTest() {
    house.build();
    house.application->start();
  }
  ~HubTest() override { house.application->stop(); }

  std::shared_ptr<FakeSocket> open(const PersonId& who, const std::string& query = "") {
    auto socket = std::make_shared<FakeSocket>(++keys);
    house.application->socket_opened(upgrade(who, query), socket);
    EXPECT_TRUE(socket->wait_for(1));
    return socket;
  }
  http::Request upgrade(const PersonId& who, const std::string& query = "") const {
    Knock knock{"GET", "/ws" + query, who};
    knock.headers = {{"origin", std::string(test_origin)}};
    return request_of(knock);
  }
  // The status that an upgrade is refused with; 0 when it may become a socket.
  int asked(const http::Request& request) {
    std::promise<int> decided;
    house.application->socket_asked(request, [&](std::optional<http::Response> refusal) {
      decided.set_value(refusal ? refusal->status : 0);
    });
    return decided.get_future().get();
  }

  KernelWorld house;
  std::uint64_t keys = 0;
};

// Promise N5. Planted faults: the origin not looked at in Hub::refuse; `person` in place of signed_in().
TEST_F(HubTest, AnUpgradeIsJudgedAsAPageIs) {
  EXPECT_EQ(asked(upgrade(house.anna)), 0);
  EXPECT_EQ(asked(upgrade({})), 401);
  http::Request elsewhere = upgrade(house.anna);
  elsewhere.path = "/ws2";
  EXPECT_EQ(asked(elsewhere), 404);
  for (const char* origin :
       {"", "https://evil.test", "null", "http://kith.test", "https://kith.test.evil.test"}) {
    http::Request foreign = upgrade(house.anna);
    foreign.headers[0].second = origin;
    EXPECT_EQ(asked(foreign), 403) << origin;
  }
  house.authenticator.half_signed_in = house.anna;
  EXPECT_EQ(asked(upgrade(house.anna)), 401);
  house.authenticator.signed_out = house.anna;
  EXPECT_EQ(asked(upgrade(house.anna)), 401);
}

TEST_F(HubTest, TypeIdAndSequenceReachThoseConcernedAndNobodyElse) {
  const auto anna = open(house.anna), ben = open(house.ben);
  house.emit("n1");
  house.emit("n2");
  ASSERT_TRUE(anna->wait_for(3));
  EXPECT_THAT(anna->frames(), ElementsAre(hello(0), added("n1", 1), added("n2", 2)));
  EXPECT_THAT(ben->frames(), ElementsAre(hello(0)));
}

TEST_F(HubTest, WhoComesBackHearsWhatTheyMissedAndNothingTwice) {
  for (const char* note : {"n1", "n2", "n3"}) house.emit(note);
  const auto anna = open(house.anna, "?last=1");
  ASSERT_TRUE(anna->wait_for(3));
  EXPECT_THAT(anna->frames(), ElementsAre(hello(1), added("n2", 2), added("n3", 3)));
  house.emit("n4");
  ASSERT_TRUE(anna->wait_for(4));
  EXPECT_EQ(anna->frames().back(), added("n4", 4));
  EXPECT_EQ(anna->frames().size(), 4U);
}

TEST_F(HubTest, ASequenceThatCannotBeIsNoHarm) {
  house.emit("n1");
  for (const char* last : {"?last=99", "?last=-5", "?last=x", "?last=", "?last=99999999999999999999", ""}) {
    EXPECT_THAT(open(house.anna, last)->frames(), ElementsAre(hello(1))) << last;
  }
}

TEST_F(HubTest, WhoMissedTooMuchIsToldToLoadAnew) {
  house.as_system([](Context& context) {
    for (int i = 0; i < 600; ++i) context.emit(ProgrammeId("p1"), "n", NoteAdded{"n"});
  });
  const auto anna = open(house.anna, "?last=10");
  ASSERT_TRUE(anna->wait_for(2));
  EXPECT_THAT(anna->frames(), ElementsAre(R"({"type":"resync","sequence":600})", hello(600)));
}

// Promises A4 and S7: the session is looked at afresh before each delivery.
TEST_F(HubTest, ASocketWhoseSessionEndedHearsNothingMore) {
  const auto anna = open(house.anna), ben = open(house.ben);
  house.authenticator.signed_out = house.anna;
  house.emit("n1");
  ASSERT_TRUE(anna->wait_for(2));
  house.authenticator.signed_out = house.ben;
  house.clock.advance(minutes(1));
  house.emit("n2");
  ASSERT_TRUE(ben->wait_for(2));
  EXPECT_THAT(anna->frames(), ElementsAre(hello(0), "closed 1008 signed out"));
}

TEST_F(HubTest, ASocketThatNothingConcernsIsLookedAtAllTheSame) {
  const auto ben = open(house.ben);
  house.authenticator.signed_out = house.ben;
  house.clock.advance(minutes(1));
  house.emit("n1");
  ASSERT_TRUE(ben->wait_for(2));
  EXPECT_EQ(ben->frames().back(), "closed 1008 signed out");
}

// The count follows a socket's hello, on another thread.
bool comes_to_say(const Application& application, const std::string& line) {
  for (int tries = 0; tries < 2'000; ++tries) {
    if (application.metrics_text().find(line) != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

TEST_F(HubTest, OpenSocketsAreCounted) {
  const auto first = open(house.anna), second = open(house.ben);
  EXPECT_TRUE(comes_to_say(*house.application, "\nkith_sockets 2\n"));
  house.application->socket_closed(first->key());
  house.application->socket_closed(first->key());
  open(house.anna);  // behind the closing in the same queue
  EXPECT_TRUE(comes_to_say(*house.application, "\nkith_sockets 2\n"));
  house.emit("n1");
  ASSERT_TRUE(second->wait_for(1));
  EXPECT_EQ(first->frames().size(), 1U);
}

TEST_F(HubTest, NothingFallsBetweenOpeningAndHearing) {
  std::thread writer([&] {
    for (int i = 1; i <= 60; ++i) house.emit("n" + std::to_string(i));
  });
  std::vector<std::shared_ptr<FakeSocket>> sockets;
  for (int i = 0; i < 10; ++i) sockets.push_back(open(house.anna, "?last=0"));
  writer.join();
  for (const auto& socket : sockets) {
    ASSERT_TRUE(socket->wait_for(61));
    const auto frames = socket->frames();
    ASSERT_EQ(frames.size(), 61U);
    for (int i = 1; i <= 60; ++i) {
      ASSERT_EQ(frames[static_cast<std::size_t>(i)], added("n" + std::to_string(i), i));
    }
  }
}

}  // namespace
}  // namespace kith
