#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modules/organisations/organisations.h"
#include "modules/trials/trials.h"
#include "testing/house.h"

// RAPSID with a trial, its staff, and a programme without one beside it.
namespace kith::trials_testing {

struct Somebody {
  std::string practice = "Practice 0";
  std::string condition = "type_2_diabetes";
  std::optional<bool> travels = true;
  std::string sex = "female";
  GrantState state = GrantState::active;
};

class TrialsHouse {
 public:
  explicit TrialsHouse(const std::string& kind) : house(kind) {
    restart();
    house.as_system([&](Context& c) {
      rapsid = programmes.add(c, package_of("rapsid"), "House");
      reachout = programmes.add(c, package_of("reachout"), "House");
    });
    cora = staff(Role::coordinator, "Cora", rapsid);
    colin = staff(Role::coordinator, "Colin", rapsid);
    lena = staff(Role::lead, "Lena", rapsid);
    rhea = staff(Role::researcher, "Rhea", rapsid);
    otto = staff(Role::coordinator, "Otto", reachout);
  }
  ~TrialsHouse() { house.application.reset(); }

  void restart() {
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    modules.push_back(make_people_module(people));
    modules.push_back(make_trials_module(trials));
    house.open(std::move(modules), people);
  }

  static package::Package package_of(const std::string& key) {
    return package::load_package(std::string(KITH_SOURCE_DIR) + "/programmes/" + key).package;
  }

  // Runs the trial by other rules, from now on.
  void rule(const std::function<void(package::TrialRules&)>& change) {
    package::Package changed = package_of("rapsid");
    changed.version = ++version_;
    change(*changed.trial);
    house.as_system([&](Context& c) { programmes.publish(c, rapsid, changed); });
  }

  PersonId staff(Role role, const std::string& name, const ProgrammeId& where) {
    PersonId id;
    house.as_system([&](Context& c) {
      id = people.add_staff(c, {"", name, "Staff", name + "@example.org", "", "", ""}, role, where);
    });
    return id;
  }

  PersonId add(Role role, const std::string& name, const Somebody& who = {}) {
    PersonId id;
    house.as_system([&](Context& c) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Marsh", name + "@example.org", "", "", "1950-03-01"};
      person.state = who.state;
      person.answers = {{"languages", Json::array({"en"})}, {"sex", who.sex}};
      if (!who.practice.empty()) person.answers["general_practice"] = who.practice;
      if (!who.condition.empty()) person.answers["condition"] = who.condition;
      if (who.travels) person.answers["can_travel"] = *who.travels;
      id = people.add(c, programmes.get(c.tx, rapsid), person);
    });
    return id;
  }

  // Each with two people.
  void add_practices(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string practice = "Practice " + std::to_string(i);
      add(Role::participant, "Anne" + std::to_string(i), {.practice = practice, .travels = i % 2 == 0});
      // However it was typed.
      add(Role::participant, "Bert" + std::to_string(i),
          {.practice = "practice  " + std::to_string(i), .travels = i % 2 == 0, .sex = "male"});
    }
  }

  std::string at(const std::string& rest) const { return "/api/programmes/" + rapsid.str() + rest; }
  Answer get(const std::string& rest) { return house.get(at(rest), cora); }
  Answer post(const std::string& rest, const Json& body = Json::object()) {
    return house.post(at(rest), cora, body);
  }
  Answer make_final(const std::string& unit) { return post("/trial/units", Json::object({{"unit", unit}})); }
  std::vector<std::string> make_all_final(std::size_t most) {
    std::vector<std::string> arms;
    for (const Json& each : get("/trial/waiting?limit=200").items()) {
      if (arms.size() == most) break;
      arms.push_back(make_final(each.text("unit")).body.find("arm")->is_null()
                         ? ""
                         : make_final(each.text("unit")).body.text("arm"));
    }
    return arms;
  }
  Answer close() { return post("/trial/close"); }
  std::string record() { return house.get(at("/trial/record.csv"), lena).text; }
  int count_events(const std::string& type) {
    int out = 0;
    for (const StoredEvent& each : house.events()) out += each.type == type;
    return out;
  }

  // What only the vault can open: the seed and the salt.
  std::pair<std::uint64_t, std::string> secret() {
    std::string text;
    house.as_system([&](Context& c) {
      const Rows rows = c.tx.query("select id, secret from trial");
      text = c.vault.open_sealed(c.tx, rows[0].text(0), "trial.secret", rows[0].bytes(1));
    });
    return {std::stoull(text), text.substr(text.find(' ') + 1)};
  }
  void plant_seed(std::uint64_t seed) {
    const std::string text = std::to_string(seed) + " " + secret().second;
    house.as_system([&](Context& c) {
      const std::string id = c.tx.query("select id from trial")[0].text(0);
      c.tx.execute("update trial set secret = $1", c.vault.seal(c.tx, id, "trial.secret", text));
    });
  }

  TestHouse house;
  Programmes programmes{std::filesystem::path("/nowhere")};
  People people{programmes};
  Trials trials{people};
  ProgrammeId rapsid, reachout;
  PersonId cora, colin, lena, rhea, otto;
  std::vector<std::string> arm_keys = {"usual", "one_to_one", "group", "combined"};

 private:
  int version_ = 1;
};

}  // namespace kith::trials_testing
