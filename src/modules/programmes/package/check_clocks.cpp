#include <algorithm>
#include <set>

#include "modules/programmes/package/check.h"

namespace kith::package {

namespace {

constexpr int earliest_minute = 8 * 60;
constexpr int latest_minute = 20 * 60;

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

// What one clock says, each part where it stands.
class ClockCheck {
 public:
  ClockCheck(const Checking& check, const ClockRule& rule, std::string path)
      : check_(check), rule_(rule), path_(std::move(path)) {}

  void run() const {
    check_event(check_, rule_.when, path_ + ".when");
    check_event(check_, rule_.until, path_ + ".until");
    state();
    hour();
    length();
    action(rule_.action, rule_.to, path_);
    steps();
  }

 private:
  void wrong(const std::string& at, std::string what, std::string cure) const {
    check_.wrong("clocks.yaml", at, std::move(what), std::move(cure));
  }

  void state() const {
    if (rule_.state.empty()) return;
    std::vector<std::string> names;
    for (const KnownState& each : known_states()) names.emplace_back(each.name);
    if (std::count(names.begin(), names.end(), rule_.state)) return;
    wrong(path_ + ".while", in_quotes(rule_.state) + " is not a known state",
          choose_from(rule_.state, names));
  }

  void hour() const {
    if (rule_.at_minute < 0 || (rule_.at_minute >= earliest_minute && rule_.at_minute <= latest_minute))
      return;
    wrong(path_ + ".at", "people are not up at this hour", "choose an hour from 08:00 to 20:00");
  }

  // Halfway and before the end are times of a match whose length was agreed.
  void length() const {
    if (rule_.anchor == ClockAnchor::start) return;
    const std::string at = path_ + (rule_.anchor == ClockAnchor::halfway ? ".after" : ".before_end");
    if (rule_.when != "match.accepted") {
      wrong(at, "only a match has a middle and an end", "begin this clock when: match.accepted");
    } else if (check_.package.length_minutes == 0) {
      wrong(at, "this programme has no length", "give programme.yaml a length such as 26w");
    } else if (rule_.after_minutes > check_.package.length_minutes) {
      wrong(at, "this lies before the beginning", "choose a time shorter than the programme's length");
    }
  }

  void action(ClockAction action, const std::string& to, const std::string& path) const {
    check_role(check_, to, path + ".to");
    const bool side = to == "participant" || to == "caregiver" || to == "supporter";
    if (action == ClockAction::question && !to.empty() && !side) {
      wrong(path + ".to", "a question goes to one person", "ask the participant or the supporter");
    }
  }

  void steps() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < rule_.if_nothing.size(); ++i) {
      const ClockStep& each = rule_.if_nothing[i];
      const std::string path = path_ + ".if_nothing." + std::to_string(i);
      action(each.action, each.to, path);
      sum += each.after_minutes;
    }
    if (!rule_.if_nothing.empty() && rule_.action == ClockAction::message && rule_.until.empty() &&
        rule_.state.empty()) {
      wrong(path_ + ".if_nothing", "nothing can answer this message", "say in until: what would");
    }
    for (std::size_t i = 0; i < rule_.repeats.size(); ++i) {
      const ClockRepeat& each = rule_.repeats[i];
      const std::int64_t apart = (each.days + each.months * std::int64_t{28}) * 24 * 60;
      if (apart == 0 || sum < apart) continue;
      wrong(path_ + ".repeat." + std::to_string(i),
            "the next turn comes before the steps of if_nothing are over",
            "make every: longer, or the steps shorter");
    }
  }

  const Checking& check_;
  const ClockRule& rule_;
  std::string path_;
};

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
    ClockCheck(check, each, path).run();
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
