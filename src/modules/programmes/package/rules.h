#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "modules/programmes/package/clocks.h"
#include "modules/programmes/package/profile.h"

namespace kith::package {

// How two answers are compared. A missing answer on either side never meets a `must`, and earns nothing.
//   same          the two answers are equal (choice, text folded, yes_no, year, town of a place)
//   different     both are there and not equal
//   shares_any    at least `limit` (default 1) values of two lists are in both
//   near_km       two places are at most `limit` km apart; when `travel_field`, a yes_no of the participant,
//                 is no, at most `limit_if_no` km
//   close_number  two numbers differ by at most `limit`
//   close_year    two years, or the years of two dates, differ by at most `limit`
//   overlap       at least `limit` (default 1) free slots of the week are the same moment in both time zones
//   at_least      numbers: the supporter's is at least `limit` more than the participant's. Years and dates:
//   the
//                 supporter's lies at least `limit` years before the participant's (further along the road)
enum class CriterionKind {
  same,
  different,
  shares_any,
  near_km,
  close_number,
  close_year,
  overlap,
  at_least
};

enum class Strictness { must, nice };

// One rule of matching. Order in the list is the order of importance among equal weights.
struct Criterion {
  static constexpr std::string_view schema_name = "PackageCriterion";
  std::string key;
  CriterionKind kind = CriterionKind::same;
  std::string participant_field;  // a question key, or "birth_date"
  std::string supporter_field;
  Strictness strictness = Strictness::nice;
  bool participant_may_switch = true;  // between must and nice, or off
  int weight = 1;                      // 0..100, for `nice` and for ranking among those who meet a must
  double limit = 0;
  std::string travel_field;
  double limit_if_no = 0;
  std::string fallback_to;  // a criterion that stands in when nobody meets this one; "" when none
  Words label;              // the switch: "Also uses a pump"
  Words sentence;           // the reason: ICU message, see sentence_arguments()
  Words differs;            // said when it is not met, in a fallback or a near miss; may be empty

  bool operator==(const Criterion&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &Criterion::key),
                      field("kind", &Criterion::kind),
                      field("participant_field", &Criterion::participant_field),
                      field("supporter_field", &Criterion::supporter_field),
                      field("strictness", &Criterion::strictness),
                      field("participant_may_switch", &Criterion::participant_may_switch),
                      field("weight", &Criterion::weight),
                      field("limit", &Criterion::limit),
                      field("travel_field", &Criterion::travel_field),
                      field("limit_if_no", &Criterion::limit_if_no),
                      field("fallback_to", &Criterion::fallback_to),
                      field("label", &Criterion::label),
                      field("sentence", &Criterion::sentence),
                      field("differs", &Criterion::differs)};
  }
};

// The placeholders a sentence of this kind may use: {value} the shared answer in the reader's words, {values}
// several of them joined, {years} and {number} whole differences, {km} and {miles} whole distances, {slots}
// how many free slots are shared, {mine} and {theirs} (in `differs`) the two answers.
const std::vector<std::string>& sentence_arguments(CriterionKind kind);

// Asking supporters (E8). Every time counts from the moment one supporter was asked, except `total`, which
// counts from the first of them; after it the coordinator gets the task of helping.
struct RequestRules {
  static constexpr std::string_view schema_name = "PackageRequests";
  int ask_up_to = 1;  // supporters named in order in one request
  std::int64_t remind_after_minutes = 0;
  std::int64_t release_after_minutes = 0;
  std::int64_t total_minutes = 0;

  bool operator==(const RequestRules&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("ask_up_to", &RequestRules::ask_up_to),
                      field("remind_after_minutes", &RequestRules::remind_after_minutes),
                      field("release_after_minutes", &RequestRules::release_after_minutes),
                      field("total_minutes", &RequestRules::total_minutes)};
  }
};

struct MatchingRules {
  static constexpr std::string_view schema_name = "PackageMatching";
  std::vector<Criterion> criteria;
  std::string capacity_field;             // a count of the supporter; "" when there is none
  std::vector<std::string> certified_by;  // dates of the supporter that must all be there before matching
  std::string waiting_since;              // a date of the participant; "" means since joining
  RequestRules requests;

  bool operator==(const MatchingRules&) const = default;
  const Criterion* criterion(std::string_view key) const;
  static constexpr auto fields() {
    return std::tuple{
        field("criteria", &MatchingRules::criteria), field("capacity_field", &MatchingRules::capacity_field),
        field("certified_by", &MatchingRules::certified_by),
        field("waiting_since", &MatchingRules::waiting_since), field("requests", &MatchingRules::requests)};
  }
};

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::CriterionKind> {
  using C = package::CriterionKind;
  static constexpr std::pair<C, std::string_view> names[] = {
      {C::same, "same"},       {C::different, "different"},       {C::shares_any, "shares_any"},
      {C::near_km, "near_km"}, {C::close_number, "close_number"}, {C::close_year, "close_year"},
      {C::overlap, "overlap"}, {C::at_least, "at_least"}};
};
template <>
struct EnumNames<package::Strictness> {
  using S = package::Strictness;
  static constexpr std::pair<S, std::string_view> names[] = {{S::must, "must"}, {S::nice, "nice"}};
};
}  // namespace kith
