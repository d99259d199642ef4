#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "modules/conversations/test/talk_world.h"
#include "modules/safeguarding/safeguarding.h"

// The two programmes of TalkWorld with concerns, and what is reported in them.
namespace kith {

class SafeguardingWorld : public TalkWorld {
 public:
  explicit SafeguardingWorld(const std::string& kind) : TalkWorld(kind) { start(); }
  ~SafeguardingWorld() override { application.reset(); }

  void start() {
    std::vector<std::unique_ptr<Module>> more;
    more.push_back(make_safeguarding_module(safeguarding));
    build(std::move(more));
  }

  Safeguarding safeguarding{people, conversations};
};

class SafeguardingTest : public testing::TestWithParam<std::string> {
 protected:
  SafeguardingTest() : world(GetParam()) {}
  void TearDown() override { EXPECT_EQ(world.application->check(), std::vector<std::string>{}); }

  // Maria wrote something; Anna reports it.
  std::string report(Json more = Json::object()) {
    const Answer sent = world.send(world.maria, 100, "canary-reported");
    Json body = concern("worried").set("conversation_id", world.conversation.str());
    body.set("message_id", sent.body.text("message_id"));
    for (const auto& [name, value] : more.members()) body.set(name, value);
    const Answer answer = world.post("/api/concerns", world.anna, body);
    EXPECT_EQ(answer.status, 200) << answer.text;
    return answer.body.text("concern_id");
  }
  Json concern(const std::string& level) const {
    return Json::object({{"programme", world.first.str()}, {"level", level}, {"text", "canary-told"}});
  }
  std::string queue() const { return "/api/programmes/" + world.first.str() + "/concerns"; }
  Answer open(const PersonId& who, const std::string& id, const std::string& why = "?why=on-duty") {
    return world.get(queue() + "/" + id + why, who);
  }

  SafeguardingWorld world;
};

}  // namespace kith
