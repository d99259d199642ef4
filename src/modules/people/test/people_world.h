#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "modules/people/people.h"
#include "testing/house.h"

// The RAPSID programme as it is shipped, with REACHOUT beside it, and a few people in both.
namespace kith {

class PeopleWorld : public TestHouse {
 public:
  explicit PeopleWorld(const std::string& kind);
  ~PeopleWorld() { application.reset(); }  // before the people it knows

  static package::Package shipped(const std::string& name);

  PersonId add(const ProgrammeId& programme, Role role, const std::string& name,
               GrantState state = GrantState::active);
  PersonId add_staff(const ProgrammeId& programme, Role role, const std::string& name);
  void set_state(const PersonId& person, Role role, GrantState state, const ProgrammeId& where);
  void set_state(const PersonId& person, Role role, GrantState state) {
    set_state(person, role, state, rapsid);
  }

  std::string in_rapsid(const std::string& path) const { return path + "?programme=" + rapsid.str(); }
  // A profile as the form sends it, with these answers and hidden questions.
  Json profile(const Json& answers, const std::vector<std::string>& hidden = {}) const;
  std::string page_of(const PersonId& person) const {
    return "/api/programmes/" + rapsid.str() + "/people/" + person.str();
  }
  Json field(const Json& profile, const std::string& key) const;
  std::vector<std::string> wrong_fields(const Answer& answer) const;

  Programmes programmes;
  People people{programmes};
  ProgrammeId rapsid, reachout;
  PersonId anna;   // a participant of RAPSID
  PersonId maria;  // a supporter there
  PersonId coordinator, lead, other_coordinator;
};

class PeopleTest : public ::testing::TestWithParam<std::string> {
 protected:
  PeopleWorld house{GetParam()};
};

}  // namespace kith
