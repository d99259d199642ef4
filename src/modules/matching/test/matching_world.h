#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "modules/conversations/conversations.h"
#include "modules/people/people.h"
#include "testing/house.h"

// One small programme and the people that a test puts into it, behind the whole kernel. A supporter is asked
// for an hour, reminded, and released after two.
namespace kith {

struct Somebody {
  std::string device = "pump";            // "" for no answer
  std::vector<std::string> hobbies = {};  // of running, music, chess
  std::string town = "";
  std::string clinic = "";
  std::vector<std::string> languages{"en"};
  int capacity = 2;  // of a supporter
};

class MatchingWorld : public TestHouse {
 public:
  explicit MatchingWorld(const std::string& kind);
  ~MatchingWorld() { application.reset(); }  // before its modules' people go
  void restart();

  PersonId participant(const std::string& name, const Somebody& who = {}) {
    return add(programme, Role::participant, name, who);
  }
  PersonId supporter(const std::string& name, const Somebody& who = {}) {
    return add(programme, Role::supporter, name, who);
  }
  PersonId add(const ProgrammeId& where, Role role, const std::string& name, const Somebody& who = {});
  void set_state(const PersonId& person, Role role, GrantState state);

  // What people do.
  Json asks(const std::vector<PersonId>& supporters, const std::string& hello = "Hello") const;
  Answer ask_for(const PersonId& participant, const std::vector<PersonId>& supporters,
                 const std::string& key = "");
  Answer answer(const PersonId& supporter, const std::string& request, const std::string& how);
  // The supporter's one open ask.
  std::string asked(const PersonId& supporter);
  // Asks and accepts; the match's id.
  std::string match(const PersonId& participant, const PersonId& supporter);
  void rest(const PersonId& supporter, int capacity, bool paused, std::optional<Instant> until = {});
  void exclude(const PersonId& person, bool town, bool clinic);
  void hide(const PersonId& person, const std::vector<std::string>& questions);

  // What can be seen of it.
  std::vector<std::string> states(const PersonId& participant);  // of the requests, in the order asked
  Answer library(const PersonId& participant, const std::string& query = "");
  std::vector<std::string> names(const Json& view, const std::string& list) const;
  std::vector<std::string> event_types();

  Programmes programmes{std::filesystem::path("/nowhere")};
  People people{programmes};
  Conversations conversations{people};
  ProgrammeId programme, other_programme;
  PersonId coordinator, other_coordinator;
};

class MatchingTest : public ::testing::TestWithParam<std::string> {
 protected:
  // Whatever a test did, the rows must hold together.
  void TearDown() override { EXPECT_EQ(house.application->check(), std::vector<std::string>{}); }
  MatchingWorld house{GetParam()};
};

}  // namespace kith
