#include "people_world.h"

#include "modules/organisations/organisations.h"

namespace kith {
namespace {

const std::filesystem::path shipped_packages = std::filesystem::path(KITH_SOURCE_DIR) / "programmes";

}  // namespace

PeopleWorld::PeopleWorld(const std::string& kind) : TestHouse(kind), programmes(shipped_packages) {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_organisations_module());
  modules.push_back(make_programmes_module(programmes));
  modules.push_back(make_people_module(people));
  open(std::move(modules), people);
  as_system([&](Context& context) {
    rapsid = programmes.add(context, shipped("rapsid"), "Study");
    reachout = programmes.add(context, shipped("reachout"), "House");
  });
  anna = add(rapsid, Role::participant, "Anna");
  maria = add(rapsid, Role::supporter, "Maria");
  coordinator = add_staff(rapsid, Role::coordinator, "Cora");
  lead = add_staff(rapsid, Role::lead, "Lena");
  other_coordinator = add_staff(reachout, Role::coordinator, "Otto");
}

package::Package PeopleWorld::shipped(const std::string& name) {
  return package::load_package(shipped_packages / name).package;
}

PersonId PeopleWorld::add(const ProgrammeId& programme, Role role, const std::string& name,
                          GrantState state) {
  PersonId id;
  as_system([&](Context& context) {
    NewPerson person;
    person.role = role;
    person.identity = {"R-" + name, name,           "Surname" + name, name + "@example.org",
                       "",          "+44190012345", "1961-04-05"};
    person.state = state;
    person.answers["languages"] = Json::array({"en"});
    id = people.add(context, programmes.get(context.tx, programme), person);
  });
  return id;
}

PersonId PeopleWorld::add_staff(const ProgrammeId& programme, Role role, const std::string& name) {
  PersonId id;
  as_system([&](Context& context) {
    id = people.add_staff(context, {"", name, "Surname" + name, name + "@example.org", "", "", ""}, role,
                          programme);
  });
  return id;
}

void PeopleWorld::set_state(const PersonId& person, Role role, GrantState state, const ProgrammeId& where) {
  as_system([&](Context& context) { people.set_state(context, person, where, role, state); });
}

Json PeopleWorld::profile(const Json& answers, const std::vector<std::string>& hidden) const {
  Json all = answers;
  if (!all.find("languages")) all.set("languages", Json::array({"en"}));
  return Json::object({{"programme", rapsid.str()},
                       {"display_name", "Annie"},
                       {"note", "I like gardens."},
                       {"language", "en"},
                       {"answers", all},
                       {"hidden", encode(hidden)}});
}

Json PeopleWorld::field(const Json& profile, const std::string& key) const {
  for (const Json& each : profile.find("fields")->array_items()) {
    if (each.text("key") == key) return each;
  }
  return {};
}

std::vector<std::string> PeopleWorld::wrong_fields(const Answer& answer) const {
  std::vector<std::string> out;
  for (const Json& each : answer.body.find("errors")->array_items()) out.push_back(each.text("field"));
  return out;
}

}  // namespace kith
