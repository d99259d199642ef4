#pragma once

#include "bench/match/linear_program.h"
#include "engine/groups/problem.h"

// The forming of groups as mixed-integer linear programs, for peers to solve: the same rules and the same
// costs as form_groups(), to the point.
//
// Best is what leaves the fewest people over, then forms most of the wanted groups, then costs least. Instead
// of one program with weights of different greatness, which solvers are poor at, two are solved in turn:
// counting_program() says how many people and groups, cost_program() what the cheapest such plan costs.
//
// A meeting is a venue, a slot and a copy (more than one group may meet at once in one place). Its group is
// known by it, so groups cannot be renumbered; copies are ordered by their first member. Meetings that too
// few people or facilitators could come to are left out. Columns, all from 0, the first four whole:
//   left_i       person i is in no group
//   open_m       a group meets at m
//   in_i_m       person i is in it                        cost: travel_points(i, venue)
//   lead_f_m     facilitator f leads it                   cost: the journey; a seat above the least
//   pair_i_j_m   i and j are both in it                   cost: 2 pair_points(i, j), as both pay
//   alone_a_i_m  i is the only one of their kind in it    cost: alone_points(a)
//   short_m, over_m  expected attendance, in thousandths, outside the wished-for range
//                                                         cost: size_weight 100 fellows / 1000
//   team_f_h_m   f and h both lead it                     cost: together_weight, unless trained together
//   lacks_k_m    nobody who leads it has skill k          cost: skill_weight
// A pair is a product of two columns: three rows make it so. A group of n has n(n - 1)/2 pairs, which lies
// above its tangents between whole numbers: those are rows, too. They change no plan; on five towns HiGHS
// took a third of the time with them, in sum, and CBC the same. The rules about sizes multiplied by in_i_m
// (in a group of least n everybody has n - 1 fellows) make both slower.
namespace kith::bench {

// Whether the programs can say all of the problem: nobody stays together, no group stands already, and points
// for size need no rounding (size_weight times fellows is a multiple of ten).
bool has_program(const groups::Problem& problem);

// Both throw std::invalid_argument unless has_program().
//
// At its least: (groups_wanted() + 1) times the people left over, less the groups formed.
LinearProgram counting_program(const groups::Problem& problem);

// At its least: the cost of the best plan with so many people left over and so many groups.
LinearProgram cost_program(const groups::Problem& problem, int left_over, int groups);

}  // namespace kith::bench
