#include <gtest/gtest.h>

#include <set>

#include "access/walk.h"

// Promise S14: each conversation says who can read it, and that is exactly who can.
namespace kith::access {
namespace {

// Planted fault: the coordinator let through in the reach of conversations; "the coordinator" in the words.
TEST(Readers, AreExactlyThoseWhomTheConversationNames) {
  Walk& run = Walk::get();
  const Player& anna = run.cast.player("matched_participant");
  const std::string talk = "/api/conversations/" + anna.own.at("conversation");
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  std::set<std::string> readers;
  for (const std::string& name : run.cast.players()) {
    const Player& player = run.cast.player(name);
    const bool opens = door.ask(player.browser, {"GET", talk, ""}).status == 200;
    const bool reads = door.ask(player.browser, {"GET", talk + "/messages", ""}).status == 200;
    EXPECT_EQ(opens, reads) << name;
    if (reads) readers.insert(name);
  }
  EXPECT_EQ(readers, (std::set<std::string>{"matched_participant", "matched_supporter"}));
  const Json view = parse_json(door.ask(anna.browser, {"GET", talk, ""}).body);
  const std::string words = view.text("who_can_read");
  EXPECT_NE(words.find(canary_of("shown", "matched_supporter")), std::string::npos) << words;
  EXPECT_NE(words.find("Only"), std::string::npos) << words;
  for (const Canary& canary : run.cast.canaries()) {
    const bool named = words.find(canary.text) != std::string::npos;
    EXPECT_TRUE(!named || canary.text == canary_of("shown", "matched_supporter")) << canary.what;
  }
}

}  // namespace
}  // namespace kith::access
