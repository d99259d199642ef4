#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/rehearsals/rehearsals.h"

// What somebody wishes to rehearse, as it is kept and shown. For this folder only.
namespace kith {

// One design as it is kept. `clock` is empty where no clock differs.
struct RehearsalDesignKept {
  static constexpr std::string_view schema_name = "RehearsalDesign";
  int participants = 1;
  int supporters = 1;
  std::string clock;
  std::int64_t clock_minutes = 0;
  bool operator==(const RehearsalDesignKept&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("participants", &RehearsalDesignKept::participants),
                      field("supporters", &RehearsalDesignKept::supporters),
                      field("clock", &RehearsalDesignKept::clock),
                      field("clock_minutes", &RehearsalDesignKept::clock_minutes)};
  }
};

struct RehearsalAsk {
  static constexpr std::string_view schema_name = "RehearsalWish";
  std::string population;
  std::string population_name;
  int weeks = 1;
  int seeds = 1;
  RehearsalDesignKept as_is;
  std::optional<RehearsalDesignKept> changed;
  std::string clock_words;  // of the clock that differs; "" when none does
  std::int64_t clock_minutes_as_is = 0;

  int designs() const { return changed ? 2 : 1; }

  static constexpr auto fields() {
    return std::tuple{field("population", &RehearsalAsk::population),
                      field("population_name", &RehearsalAsk::population_name),
                      field("weeks", &RehearsalAsk::weeks),
                      field("seeds", &RehearsalAsk::seeds),
                      field("as_is", &RehearsalAsk::as_is),
                      field("changed", &RehearsalAsk::changed),
                      field("clock_words", &RehearsalAsk::clock_words, {.max_length = 2000}),
                      field("clock_minutes_as_is", &RehearsalAsk::clock_minutes_as_is)};
  }
};

enum class RehearsalState { waiting, running, done, stopped, lost, failed };

template <>
struct EnumNames<RehearsalState> {
  using S = RehearsalState;
  static constexpr std::pair<S, std::string_view> names[] = {{S::waiting, "waiting"}, {S::running, "running"},
                                                             {S::done, "done"},       {S::stopped, "stopped"},
                                                             {S::lost, "lost"},       {S::failed, "failed"}};
};

// A row. `life` names the run of the server that it was asked in: what another life left unfinished is lost.
struct RehearsalRow {
  RehearsalId id;
  ProgrammeId programme;
  PersonId asked_by;
  Instant asked_at;
  RehearsalState state = RehearsalState::waiting;
  std::string life;
  RehearsalAsk ask;
  std::string result;  // JSON; "" until it is done

  bool unfinished() const { return state == RehearsalState::waiting || state == RehearsalState::running; }
};

}  // namespace kith
