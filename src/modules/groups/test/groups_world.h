#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "modules/groups/groups.h"
#include "modules/organisations/organisations.h"
#include "testing/house.h"

namespace kith {

struct Somebody {
  std::vector<std::string> free = {"tue evening", "wed evening"};
  std::string town = "Ely";
  double latitude = 52.39, longitude = 0.26;
  std::string sex = "female";
};

// RAPSID, with a handful of people of one town, and a programme without groups beside it.
class GroupsTest : public ::testing::TestWithParam<std::string> {
 protected:
  GroupsTest() : house(GetParam()) {
    restart();
    house.as_system([&](Context& c) {
      rapsid = add_programme(c, "rapsid");
      reachout = add_programme(c, "reachout");
    });
    cora = add(Role::coordinator, "Cora");
    lena = add(Role::lead, "Lena");
    otto = add(Role::coordinator, "Otto", {}, true);
    for (int i = 0; i < 4; ++i) facilitators.push_back(add(Role::supporter, "Fay" + std::to_string(i)));
  }
  ~GroupsTest() override { house.application.reset(); }
  void TearDown() override { EXPECT_EQ(house.application->check(), std::vector<std::string>{}); }

  void restart() {
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    modules.push_back(make_people_module(people));
    modules.push_back(make_groups_module(groups));
    house.open(std::move(modules), people);
  }

  ProgrammeId add_programme(Context& c, const std::string& key) {
    const auto loaded = package::load_package(std::string(KITH_SOURCE_DIR) + "/programmes/" + key);
    return programmes.add(c, loaded.package, "House");
  }

  PersonId add(Role role, const std::string& name, const Somebody& who = {}, bool elsewhere = false) {
    PersonId id;
    house.as_system([&](Context& c) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Last", name + "@example.org", "", "", "1950-03-01"};
      person.state = GrantState::active;
      Json free = Json::array();
      for (const std::string& each : who.free) free.push(each);
      person.answers = {
          {"languages", Json::array({"en"})},
          {"sex", who.sex},
          {"available", free},
          {"town",
           Json::object({{"name", who.town}, {"latitude", who.latitude}, {"longitude", who.longitude}})},
          {"can_travel", true}};
      if (role == Role::supporter) {
        person.answers["trained_on"] = "2020-01-01";
        person.answers["background_check_on"] = "2020-01-02";
      }
      const ProgrammeId& where = elsewhere ? reachout : rapsid;
      id = is_staff(role) ? people.add_staff(c, person.identity, role, where)
                          : people.add(c, programmes.get(c.tx, where), person);
    });
    return id;
  }

  std::vector<PersonId> add_many(int count, const Somebody& who = {}) {
    std::vector<PersonId> out;
    for (int i = 0; i < count; ++i) out.push_back(add(Role::participant, who.town + std::to_string(i), who));
    return out;
  }

  std::string at(const std::string& rest) const { return "/api/programmes/" + rapsid.str() + rest; }
  Answer get(const std::string& rest) { return house.get(at(rest), cora); }
  Answer post(const std::string& rest, const Json& body = Json::object()) {
    return house.post(at(rest), cora, body);
  }
  static Json with(std::int64_t revision, std::initializer_list<std::pair<std::string, Json>> more = {}) {
    Json out = Json::object({{"revision", revision}});
    for (const auto& [name, value] : more) out.set(name, value);
    return out;
  }
  std::int64_t revision() { return get("/forming").body.find("revision")->integer(); }
  Json::Array cards() { return get("/forming/groups").items(); }
  static std::vector<std::string> members(const Json& card) {
    std::vector<std::string> out;
    for (const Json& each : card.find("members")->array_items()) out.push_back(each.text("person_id"));
    return out;
  }
  std::string in_group(const PersonId& person) {
    for (const Json& each : cards()) {
      const auto all = members(each);
      if (std::ranges::find(all, person.str()) != all.end()) return each.text("key");
    }
    return "";
  }
  std::vector<std::string> event_types() {
    std::vector<std::string> out;
    for (const StoredEvent& each : house.events()) {
      if (each.type.starts_with("groups.")) out.push_back(each.type.substr(7));
    }
    return out;
  }

  TestHouse house;
  Programmes programmes{std::filesystem::path("/nowhere")};
  People people{programmes};
  PeerGroups groups{people};
  ProgrammeId rapsid, reachout;
  PersonId cora, lena, otto;
  std::vector<PersonId> facilitators;
};

}  // namespace kith
