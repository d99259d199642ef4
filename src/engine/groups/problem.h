#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/groups/enrolment.h"
#include "engine/groups/input.h"

namespace kith::groups {

using PersonIndex = std::uint32_t;
using FacilitatorIndex = std::uint32_t;
using VenueIndex = std::uint32_t;
using SlotIndex = std::uint32_t;

inline constexpr std::int64_t out_of_reach = -1;

// Costs are whole points, so that they add up exactly and do not depend on the machine. The scale: what two
// members pay for being wholly different (or alike, when variety is wanted) in an attribute of weight w is
// 100 w each. What one person pays for a journey, or for being alone of their kind, counts once for each of
// the other members of a group of the wished-for size (`fellows`), so that weights can be compared.
//
// Not known: half of wholly different.
class Problem {
 public:
  // Throws Refusal invalid: "groups.no_slots", "groups.too_many_slots", "groups.no_venues", "groups.answers"
  // (not one answer for each attribute), "groups.weights" (a weight outside 0 to 100, a scale under 1, or
  // `alone` on what is no word), "groups.attendance", "groups.sizes", "groups.team" (unless
  // 0 <= least <= most <= 5) and "groups.pins" (an index out of range, somebody in two fixed groups, or
  // together and apart at once, or with a facilitator who must not lead them).
  explicit Problem(Input input);

  const Input& input() const { return input_; }
  const Design& design() const { return input_.design; }
  const Enrolment& enrolment() const { return enrolment_; }  // at the mean attendance
  int groups_wanted() const { return groups_wanted_; }
  std::int64_t fellows() const { return enrolment_.wished - 1; }
  bool needs_team() const { return input_.design.team.least > 0; }

  // What i pays for j in their group; symmetric. `of_attribute` is the same for one attribute.
  std::int64_t pair_points(PersonIndex i, PersonIndex j) const;
  std::int64_t pair_points_of(std::size_t attribute, PersonIndex i, PersonIndex j) const;

  // What the journey to a venue costs somebody, or out_of_reach.
  std::int64_t travel_points(PersonIndex i, VenueIndex venue) const;
  std::int64_t facilitator_travel_points(FacilitatorIndex f, VenueIndex venue) const;
  std::int64_t metres(PersonIndex i, VenueIndex venue) const;  // 0 for a venue without a spot

  // Points for expected attendance (thousandths of a person) outside the wished-for range.
  std::int64_t size_points(int attending_milli) const;
  std::int64_t alone_points(std::size_t attribute) const;

  // What a team costs a group; the parts of team_points in order: skills nobody has, not trained together,
  // seats above the least.
  struct TeamPoints {
    std::int64_t skills = 0;
    std::int64_t together = 0;
    std::int64_t seats = 0;
    std::int64_t travel = 0;
    std::int64_t total() const { return skills + together + seats + travel; }
  };
  TeamPoints team_points(std::span<const FacilitatorIndex> team, VenueIndex venue) const;
  // The same with the sum of the journeys known.
  TeamPoints team_points_for(std::span<const FacilitatorIndex> team, std::int64_t travel) const;

  // The kind of somebody in a `word` attribute: a small number, or -1 when it is not known.
  int kind_of(std::size_t attribute, PersonIndex i) const { return columns_[attribute].kind[i]; }
  int kinds(std::size_t attribute) const { return columns_[attribute].kinds; }
  bool slots_overlap(SlotIndex a, SlotIndex b) const { return overlap_[a][b]; }
  bool apart(PersonIndex i, PersonIndex j) const;
  std::span<const PersonIndex> kept_apart_from(PersonIndex i) const { return apart_[i]; }
  bool never_led_by(PersonIndex i, FacilitatorIndex f) const;
  std::span<const FacilitatorIndex> never_led_by(PersonIndex i) const { return never_led_by_[i]; }

 private:
  struct Column {
    std::vector<int> kind;  // word
    int kinds = 0;
    std::vector<std::uint64_t> words;  // words: `width` machine words a person
    std::vector<std::uint8_t> count;   // words: how many
    std::size_t width = 0;
    std::vector<std::int64_t> number;  // number
    std::vector<bool> known;
  };
  struct OnSphere {
    double x = 0, y = 0, z = 0;
    bool there = false;
  };

  void check() const;
  void check_pins() const;
  void fill_column(std::size_t attribute);
  int difference(std::size_t attribute, PersonIndex i, PersonIndex j) const;  // 0 to 100
  static OnSphere on_sphere(const std::optional<Spot>& spot);
  static std::int64_t metres_between(const OnSphere& a, const OnSphere& b);
  std::int64_t journey(const OnSphere& from, double most_km, VenueIndex venue) const;

  Input input_;
  Enrolment enrolment_;
  int groups_wanted_ = 0;
  std::vector<Column> columns_;
  std::vector<std::size_t> compared_;  // the attributes with an aim and a weight
  std::vector<OnSphere> people_at_;
  std::vector<OnSphere> facilitators_at_;
  std::vector<OnSphere> venues_at_;
  std::vector<SlotSet> overlap_;
  std::vector<std::vector<PersonIndex>> apart_;
  std::vector<std::vector<FacilitatorIndex>> never_led_by_;
  std::vector<std::uint64_t> skills_of_;  // one bit for each skill of the design
};

}  // namespace kith::groups
