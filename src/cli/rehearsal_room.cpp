#include "cli/rehearsal_room.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/refusal.h"
#include "http/static_files.h"
#include "simulation/ledger.h"
#include "simulation/rehearsal.h"

namespace kith {

namespace http {
std::span<const StaticFile> embedded_populations();
}

namespace {

using simulation::Figure;
using simulation::Outcome;
using simulation::Population;
using simulation::Week;

std::map<std::string, Population> shipped_populations() {
  std::map<std::string, Population> out;
  for (const http::StaticFile& each : http::embedded_populations()) {
    const std::string key = std::filesystem::path(each.path).stem().string();
    out.emplace(key, simulation::read_population(std::string(each.plain), key + ".yaml"));
  }
  return out;
}

// What was opened and not closed so far is the queue of work.
std::int64_t grown(const Week& week) {
  return week[Figure::coordinator_opened] - week[Figure::coordinator_closed] +
         week[Figure::supervisor_opened] - week[Figure::supervisor_closed] +
         week[Figure::safeguarding_opened] - week[Figure::safeguarding_closed];
}

Rehearsed told(const Outcome& outcome) {
  Rehearsed out;
  std::int64_t open_tasks = 0;
  for (std::size_t i = 0; i < outcome.weeks.size(); ++i) {
    const Week& week = outcome.weeks[i];
    const auto& matches = outcome.days_to_first_match;
    const auto until = static_cast<std::ptrdiff_t>(outcome.matched_until[i]);
    open_tasks += grown(week);
    out.weeks.push_back({open_tasks, week[Figure::waiting_now],
                         week[Figure::coordinator_minutes] + week[Figure::supervisor_minutes] +
                             week[Figure::safeguarding_minutes],
                         week[Figure::silent_14_now], week[Figure::pairs_now],
                         simulation::quantile({matches.begin(), matches.begin() + until}, 50),
                         week[Figure::groups_now], week[Figure::group_people_now],
                         week[Figure::group_waiting_now]});
  }
  out.has_groups = outcome.has_groups;
  out.came_in = outcome.came_in;
  out.matched = static_cast<std::int64_t>(outcome.days_to_first_match.size());
  out.broken = outcome.violation_count;
  return out;
}

package::Package designed(const RehearsalRun& run) {
  package::Package package = run.package;
  const auto clock = std::ranges::find(package.clocks, run.design.clock, &package::ClockRule::key);
  if (clock != package.clocks.end()) clock->after_minutes = run.design.clock_minutes;
  return package;
}

class Room : public RehearsalRoom {
 public:
  explicit Room(std::filesystem::path shipped)
      : shipped_(std::move(shipped)), populations_(shipped_populations()) {
    for (const auto& [key, each] : populations_) {
      cards_.push_back({key, each.name, each.participants.count, each.supporters.count});
    }
  }

  const std::vector<RehearsalPeople>& populations() const override { return cards_; }

  std::optional<Rehearsed> rehearse(const RehearsalRun& run,
                                    const std::function<bool(int days_done)>& goes_on) override {
    const auto found = populations_.find(run.population);
    if (found == populations_.end()) throw not_found();
    Population people = found->second;
    people.participants.count = run.design.participants;
    people.supporters.count = run.design.supporters;
    const package::Package package = designed(run);
    bool whole = true;
    simulation::RehearsalSettings settings{
        package, people, shipped_, run.weeks, run.seed, simulation::Faults::none(), {}};
    settings.goes_on = [&](int days_done) { return whole = goes_on(days_done); };
    const Outcome outcome = simulation::rehearse(settings);
    if (!whole) return std::nullopt;
    return told(outcome);
  }

 private:
  const std::filesystem::path shipped_;
  const std::map<std::string, Population> populations_;
  std::vector<RehearsalPeople> cards_;
};

}  // namespace

std::shared_ptr<RehearsalRoom> make_rehearsal_room(std::filesystem::path shipped) {
  return std::make_shared<Room>(std::move(shipped));
}

}  // namespace kith
