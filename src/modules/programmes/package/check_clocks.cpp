#include <algorithm>
#include <set>

#include "modules/programmes/package/check.h"

namespace kith::package {

namespace {

void check_event(const Checking& check, const std::string& event, const std::string& path) {
  if (event.empty()) return;
  std::vector<std::string> names;
  for (const KnownEvent& each : known_events()) names.emplace_back(each.name);
  if (std::count(names.begin(), names.end(), event)) return;
  check.wrong("clocks.yaml", path, in_quotes(event) + " is not a known event", choose_from(event, names));
}

void check_role(const Checking& check, const std::string& role, const std::string& path) {
  if (role.empty() || check.package.role(role)) return;
  std::vector<std::string> names;
  for (const RoleWords& each : check.package.roles) names.push_back(each.key);
  check.wrong("clocks.yaml", path, in_quotes(role) + " is not a role of this programme",
              choose_from(role, names));
}

}  // namespace

void check_clocks(const Checking& check) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < check.package.clocks.size(); ++i) {
    const ClockRule& each = check.package.clocks[i];
    const std::string path = "clocks." + std::to_string(i);
    if (!each.key.empty() && !seen.insert(each.key).second) {
      check.wrong("clocks.yaml", path + ".key", "the clock " + in_quotes(each.key) + " is there twice",
                  "keep one of the two");
    }
    check_event(check, each.when, path + ".when");
    check_event(check, each.until, path + ".until");
    check_role(check, each.to, path + ".to");
  }
}

void check_safeguarding(const Checking& check) {
  const auto& signposts = check.package.safeguarding.signposts;
  const std::string& country = check.package.country;
  std::set<std::string> seen;
  bool emergency = false;
  bool talk = false;
  for (std::size_t i = 0; i < signposts.size(); ++i) {
    if (!signposts[i].key.empty() && !seen.insert(signposts[i].key).second) {
      check.wrong("safeguarding.yaml", "signposts." + std::to_string(i) + ".key",
                  "the signpost " + in_quotes(signposts[i].key) + " is there twice", "keep one of the two");
    }
    if (signposts[i].place == country) (signposts[i].emergency ? emergency : talk) = true;
  }
  if (country.empty()) return;
  if (!emergency) {
    check.wrong("safeguarding.yaml", "signposts", "there is no emergency number for " + country,
                "add a signpost with place: " + country + " and emergency: yes");
  }
  if (!talk) {
    check.wrong("safeguarding.yaml", "signposts", "there is nobody to talk to in a crisis for " + country,
                "add a signpost with place: " + country + " that is not for emergencies");
  }
}

}  // namespace kith::package
