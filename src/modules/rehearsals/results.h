#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/rehearsals/room.h"

// Many rehearsals added up: the middle one, and the interval that holds eight in ten of them. For this folder
// only.
namespace kith {

// `low` and `high` are the tenth and the ninetieth hundredth of the seeds.
struct RehearsalBand {
  static constexpr std::string_view schema_name = "RehearsalBand";
  double low = 0;
  double middle = 0;
  double high = 0;
  bool operator==(const RehearsalBand&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("low", &RehearsalBand::low), field("middle", &RehearsalBand::middle),
                      field("high", &RehearsalBand::high)};
  }
};

// One figure week by week, of the programme as it is and, where two designs were compared, of the other.
struct RehearsalCurve {
  static constexpr std::string_view schema_name = "RehearsalCurve";
  std::string key;
  std::vector<RehearsalBand> as_is;
  std::vector<RehearsalBand> changed;
  static constexpr auto fields() {
    return std::tuple{field("key", &RehearsalCurve::key), field("as_is", &RehearsalCurve::as_is),
                      field("changed", &RehearsalCurve::changed)};
  }
};

// One number for a whole rehearsal. `difference` is of pairs with the same seed, changed less as it is: not
// the difference of the two middles.
struct RehearsalMeasure {
  static constexpr std::string_view schema_name = "RehearsalMeasure";
  std::string key;
  RehearsalBand as_is;
  std::optional<RehearsalBand> changed;
  std::optional<RehearsalBand> difference;
  static constexpr auto fields() {
    return std::tuple{field("key", &RehearsalMeasure::key), field("as_is", &RehearsalMeasure::as_is),
                      field("changed", &RehearsalMeasure::changed),
                      field("difference", &RehearsalMeasure::difference)};
  }
};

struct RehearsalResults {
  static constexpr std::string_view schema_name = "RehearsalResults";
  std::vector<RehearsalMeasure> measures;
  std::vector<RehearsalCurve> curves;
  std::int64_t broken = 0;
  static constexpr auto fields() {
    return std::tuple{
        field("measures", &RehearsalResults::measures), field("curves", &RehearsalResults::curves),
        field("broken", &RehearsalResults::broken,
              {.about = "How often Kith itself broke one of its own rules; 0 when it is sound."})};
  }
};

// The middle and the interval of at least one value, by nearest rank: each is one of the values.
RehearsalBand band_of(std::vector<double> values);

// One outcome for each seed, in the same order; `changed` is as long as `as_is`, or empty.
RehearsalResults add_up(const std::vector<Rehearsed>& as_is, const std::vector<Rehearsed>& changed);

}  // namespace kith
