#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "engine/trial/generator.h"

// Allocating the units of a trial (people, practices, areas: anything with a reference) to its arms, with a
// record that a statistician can replay line by line.
//
// simple      each unit by itself, arms in the ratio of their shares (Altman and Bland, BMJ 319, 1999).
// blocks      permuted blocks: in every run of a block's length the arms stand exactly in their ratio; block
//             lengths are drawn anew each time so that nobody can foresee the last of a block (Matts and
//             Lachin, Controlled Clinical Trials 9, 1988). With strata, each has blocks of its own.
// minimise    Pocock and Simon, Biometrics 31, 1975: the arm that leaves the factors best balanced gets the
//             unit with chance `best_milli`; see Design.
namespace kith::trial {

struct Arm {
  static constexpr std::string_view schema_name = "TrialArm";
  std::string key;
  int share = 1;  // 1 to 100

  bool operator==(const Arm&) const = default;
  static constexpr auto fields() { return std::tuple{field("key", &Arm::key), field("share", &Arm::share)}; }
};

// What is balanced. In blocks, units alike in all factors make a stratum; in minimisation, each factor counts
// with its weight.
struct Factor {
  static constexpr std::string_view schema_name = "TrialFactor";
  std::string key;
  std::vector<std::string> levels;  // at least one
  int weight = 1;                   // 1 to 100, minimisation only

  bool operator==(const Factor&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &Factor::key), field("levels", &Factor::levels, {.max_items = 1000}),
                      field("weight", &Factor::weight)};
  }
};

enum class Method { simple, blocks, minimise };

// Minimisation: for each arm k, the unit is put into k for the sake of argument. For each factor, the numbers
// with the unit's level, divided by the arms' shares, then have a range (greatest minus least); the sum of
// the ranges times weights is arm k's imbalance. Counts are multiplied by the least common multiple of the
// shares instead of being divided by the shares, so all imbalances are whole numbers. The arms with the least
// imbalance are the best. One draw below 1000 decides: under best_milli, one of the best; else one of the
// others (all arms when all are best). Which one of several is a second draw, in the ratio of the shares.
struct Design {
  Method method = Method::minimise;
  std::vector<Arm> arms;        // 2 to 16
  std::vector<Factor> factors;  // at most 32
  std::vector<int> blocks;      // lengths to choose from, each a multiple of the sum of shares, at most 1000
  int best_milli = 800;         // minimise: above what the shares alone would give, at most 1000

  bool operator==(const Design&) const = default;
};

// One allocation, as it is kept: what went in, what was weighed, what was drawn and what came out. Lines are
// chained: `seal` is SHA-256 over the line before it and this one, so no line can be changed, taken out or
// put in unseen.
struct Line {
  std::uint64_t number = 0;              // from 1
  std::string unit;                      // reference
  std::vector<int> levels;               // of each factor
  std::vector<std::int64_t> imbalances;  // minimise: of each arm
  std::uint64_t first_draw = 0;          // draws of the generator before this line
  std::uint64_t last_draw = 0;           // and after it
  int arm = 0;

  bool operator==(const Line&) const = default;
};

// The allocation of one trial. Concealment: what comes next cannot be read. There is no list to look at, only
// the seed, which the caller keeps sealed; the commitment that is published at the start proves afterwards
// that seed and design were never changed. A unit is allocated once, when its enrolment is final, and the
// caller must have stored the enrolment before asking.
class Allocation {
 public:
  // Throws Refusal invalid "trial.arms", "trial.factors", "trial.blocks", "trial.best" (see Design).
  Allocation(Design design, std::uint64_t seed);

  const Design& design() const { return design_; }
  // 64 hexadecimal digits: SHA-256 over the design and the seed, as commitment_of says.
  const std::string& commitment() const { return commitment_; }

  // Throws Refusal invalid "trial.unit" (no reference), "trial.levels" (not one known level for each factor),
  // conflict "trial.allocated". `final_enrolment` must be true, else Refusal conflict "trial.not_enrolled".
  Line allocate(const std::string& unit, const std::vector<int>& levels, bool final_enrolment);

  // How many units each arm has.
  const std::vector<int>& counts() const { return counts_; }

 private:
  int draw_simple();
  int draw_from_block(std::size_t stratum);
  int minimise(const std::vector<int>& levels, std::vector<std::int64_t>& imbalances);
  int by_share(std::uint32_t arms);
  void add_imbalances(const int* counts, int weight, std::vector<std::int64_t>& sums) const;
  void check_levels(const std::vector<int>& levels) const;
  void remember(const std::string& unit);
  std::size_t place_of(std::uint64_t hash, const std::string& unit) const;

  Design design_;
  std::string commitment_;
  Generator generator_;
  std::uint64_t lines_ = 0;
  int shares_ = 0;
  std::vector<std::int64_t> scale_;              // lcm of the shares / share
  std::vector<std::size_t> first_level_;         // of each factor, counting all levels before it
  std::vector<int> at_level_;                    // [level][arm]
  std::vector<std::vector<std::uint8_t>> open_;  // what is left of each stratum's block, last first
  std::vector<int> counts_;
  // The references known, one after the other, found by a hash (open addressing): no allocation for each
  // unit.
  struct Known {
    std::uint64_t hash = 0;
    std::uint32_t from = 0;
    std::uint32_t length = 0;  // 0: an empty place
  };
  std::string references_;
  std::vector<Known> units_;
  std::size_t known_units_ = 0;
};

// SHA-256 over the lines "kith trial 1", "seed N", "method M", "best N", "blocks a;b", then "arm L:name
// share" and "factor L:name weight L:level;L:level" for each, L being the length of the name in bytes.
std::string commitment_of(const Design& design, std::uint64_t seed);

// A line as text: "number,unit,levels,imbalances,first_draw,last_draw,arm,seal", lists joined by ";". The
// seal is SHA-256 over the seal before it (the commitment for the first line), a newline and the line without
// it.
std::string to_text(const Design& design, const Line& line, const std::string& seal_before);

// Runs the trial again from its seed. Empty when commitment and every line are as recorded; else one sentence
// for each thing that differs, by line.
std::vector<std::string> replay(const Design& design, std::uint64_t seed, const std::string& commitment,
                                const std::vector<Line>& lines);

}  // namespace kith::trial
