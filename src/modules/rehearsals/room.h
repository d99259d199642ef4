#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "modules/programmes/package/package.h"

// The way from this module to the rehearsal itself, which stands above all modules because it runs all of
// them. Whoever puts the house together gives a room, as mail is given through World.
namespace kith {

// An invented population that comes with Kith.
struct RehearsalPeople {
  std::string key;
  std::string name;
  int participants = 0;
  int supporters = 0;
};

// What differs between two designs. An empty `clock` leaves every clock as the package has it.
struct RehearsalDesign {
  int participants = 1;
  int supporters = 1;
  std::string clock;
  std::int64_t clock_minutes = 0;
};

struct RehearsalRun {
  const package::Package& package;
  std::string population;
  RehearsalDesign design;
  int weeks = 1;
  std::uint64_t seed = 1;
};

// How things stand when a week ends; `staff_minutes` is of that week alone.
struct RehearsedWeek {
  std::int64_t open_tasks = 0;  // of coordinators, supervisors and safeguarding leads
  std::int64_t waiting = 0;     // participants who have nobody
  std::int64_t staff_minutes = 0;
  std::int64_t silent_pairs = 0;  // for 14 days and more
  std::int64_t pairs = 0;
  std::int64_t first_match_days = 0;  // of those matched so far, half within so many days; 0 of none
  std::int64_t groups = 0;            // that somebody is in
  std::int64_t in_groups = 0;         // their members
  std::int64_t waiting_for_group = 0;

  bool operator==(const RehearsedWeek&) const = default;
};

struct Rehearsed {
  std::vector<RehearsedWeek> weeks;
  bool has_groups = false;   // whether the programme forms any
  std::int64_t came_in = 0;  // participants
  std::int64_t matched = 0;  // of them, at least once
  std::int64_t broken = 0;   // invariants
};

class RehearsalRoom {
 public:
  virtual ~RehearsalRoom() = default;
  // By key; the same at every call.
  virtual const std::vector<RehearsalPeople>& populations() const = 0;
  // Lives through it on the calling thread, which takes seconds to minutes. `goes_on` hears after every
  // virtual day how many are done; when it says no, nothing comes back. The same run gives the same outcome.
  // Throws what Kith itself threw.
  virtual std::optional<Rehearsed> rehearse(const RehearsalRun& run,
                                            const std::function<bool(int days_done)>& goes_on) = 0;
};

}  // namespace kith
