#pragma once

#include <string>
#include <vector>

#include "engine/match/attribute.h"
#include "engine/schedule/free_time.h"

namespace kith::match {

// What is compared. "Word kinds" are category, set and tags, in any mix of the two sides.
enum class CriterionKind {
  same,        // the same words; or the same scale step, number or year
  different,   // no word in common; or another scale step, number or year
  shares_any,  // word kinds: at least `at_least` (1) words in common, all points from `enough` on
  language,    // at least `at_least` (1) languages that both speak, each at `level` or better
  near_km,     // places at most `within` km apart, more points the nearer
  close,       // scale, number or year at most `within` apart (steps, units, years), more points the closer
  at_least,    // supporter's scale, number or year >= participant's + `offset`
  at_most,     // supporter's scale, number or year <= participant's + `offset`
  overlap,     // both free at least `at_least` minutes in every coming week, all points from `enough` on
};

// fixed: a must that nobody may loosen (safety, law). must: who fails it is not suggested. nice: points only.
enum class Strictness { fixed, must, nice, off };

// What a must does when a side's value is not known. unknown: as passes, but the suggestion lists it as not
// known. A wish whose value is not known gives no points and is listed as not known, whatever is set here.
enum class Missing { passes, fails, unknown };

struct Criterion {
  std::string key;
  CriterionKind kind = CriterionKind::same;
  std::string participant;  // attribute on the participant's side; empty when `fixed_value` stands for it
  std::string supporter;    // attribute on the supporter's side
  Value fixed_value = {};   // "every supporter must have ...": what the programme asks for all

  Strictness strictness = Strictness::nice;
  int weight = 1;  // 0 to 1000; a plain wish gives up to 1000 points for each. A must with a weight also
                   // ranks; a wish of weight 0 only says its sentence.
  int rung = 0;    // 0: plain weighted wish. 1 to 64: ladder, see Model. A higher rung number weighs less.

  double within = 0;    // near_km: over 0; close: 0 or more
  double at_least = 1;  // shares_any, language: 1 to 200, overlap: 1 to 10080; whole numbers
  double enough = 0;    // the same; at or below at_least: all or nothing
  double offset = 0;    // at_least, at_most: units, years or steps, whole unless the attribute is a number
  std::string level;    // of language; empty: any level

  Missing participant_missing = Missing::unknown;
  Missing supporter_missing = Missing::fails;

  // Key of the criterion that becomes a must in this one's place when nobody passes all musts. Empty: none.
  std::string fallback_to;

  // Keys of the programme's texts: said when it speaks for a supporter, and when it does not.
  std::string sentence;
  std::string differs_sentence;
};

// A ladder: no sum of wishes on lower rungs, or of plain wishes, ever outweighs one step on a higher rung.
// Graded kinds have up to 20 steps on a rung. Wishes on the same rung add up by weight. The best possible
// score is below 2^53, so that every score is exact in JSON.
struct Model {
  std::vector<Attribute> attributes;
  std::vector<Criterion>
      criteria;               // at most 64; their order is the order of importance where points are equal
  schedule::Horizon horizon;  // the coming weeks that overlap looks at
};

// Throws Refusal invalid with one field error for each mistake; field "attributes.2.key",
// "criteria.0.within". Field codes: duplicate, required, unknown, wrong_kind, out_of_range, too_many,
// too_long (a ladder whose points would not fit), fallback_loop.
void check(const Model& model);

}  // namespace kith::match
