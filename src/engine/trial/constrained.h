#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/trial/allocation.h"

namespace kith::trial {

// Covariate-constrained randomisation of all clusters (practices, areas) at once: many allocations are
// listed, those that balance the covariates best are kept, and chance picks one of them (Moulton,
// "Covariate-based constrained randomization of group-randomized trials", Clinical Trials 1, 2004).
//
// An allocation's imbalance is the sum over covariates and arms of weight * ((mean of the arm - mean of all)
// / standard deviation)^2 (Raab and Butcher, Statistics in Medicine 20, 2001); a covariate that never varies
// counts nothing. How many clusters an arm gets follows its share, the largest remainders first.
struct Covariate {
  std::string key;
  double weight = 1;
};

struct Cluster {
  std::string key;
  std::vector<double> values;  // one for each covariate
};

struct ConstrainedDesign {
  std::vector<Arm> arms;
  std::vector<Covariate> covariates;
  std::uint32_t candidates =
      20'000;            // allocations to draw (all of them when there are no more); 100 to 1,000,000
  int keep_milli = 100;  // the best thousandths of the candidates, 1 to 1000
};

struct ConstrainedResult {
  std::vector<int> arm;  // of each cluster
  double imbalance = 0;
  std::uint32_t candidates = 0;
  std::uint32_t acceptable = 0;  // among which chance picked
  std::uint32_t picked = 0;      // which of them, from 0, in order of imbalance and then of drawing
  double worst_acceptable = 0;   // imbalance
  // How often two clusters stood in one arm, over the acceptable allocations, in thousandths, for the two who
  // did so most and least. 0 or 1000 warns that the constraint leaves too little to chance (Moulton 2004).
  int most_together_milli = 0;
  int least_together_milli = 0;
  std::string commitment;  // SHA-256 over seed, design and clusters

  bool operator==(const ConstrainedResult&) const = default;
};

// The same seed gives the same result; to replay is to run it again. Throws Refusal invalid "trial.arms",
// "trial.clusters" (fewer than arms, more than 10,000, or values that do not match the covariates) and
// "trial.candidates".
ConstrainedResult allocate_constrained(const ConstrainedDesign& design, const std::vector<Cluster>& clusters,
                                       std::uint64_t seed);

}  // namespace kith::trial
