#include "modules/rehearsals/clocks.h"

#include <algorithm>

namespace kith {
namespace {

using package::ClockRule;

bool changeable(const ClockRule& rule) {
  return rule.anchor == package::ClockAnchor::start && rule.after_minutes > 0;
}

std::string about(const ClockRule& rule) {
  if (rule.when.empty()) {
    const auto& states = package::known_states();
    const auto found = std::ranges::find(states, rule.state, &package::KnownState::name);
    return found == states.end() ? "" : std::string(found->about);
  }
  const auto& events = package::known_events();
  const auto found = std::ranges::find(events, rule.when, &package::KnownEvent::name);
  return found == events.end() ? "" : std::string(found->about);
}

}  // namespace

const ClockRule* changeable_clock(const package::Package& package, const std::string& key) {
  const auto found = std::ranges::find(package.clocks, key, &ClockRule::key);
  return found == package.clocks.end() || !changeable(*found) ? nullptr : &*found;
}

RehearsalClock clock_view(const Programme& programme, const ClockRule& rule, const std::string& language) {
  const std::string in = programme.language_for(language);
  const auto to = enum_from<Role>(rule.to);
  RehearsalClock out;
  out.key = rule.key;
  out.about = about(rule);
  out.to = to ? programme.role_word(*to, in) : rule.to;
  out.text = programme.text(rule.text, in,
                            {{"participant", programme.role_word(Role::participant, in)},
                             {"supporter", programme.role_word(Role::supporter, in)},
                             {"programme", programme.name(in)}});
  out.after_minutes = rule.after_minutes;
  return out;
}

std::vector<RehearsalClock> changeable_clocks(const Programme& programme, const std::string& language) {
  std::vector<RehearsalClock> out;
  for (const ClockRule& each : programme.package->clocks) {
    if (changeable(each)) out.push_back(clock_view(programme, each, language));
  }
  return out;
}

}  // namespace kith
