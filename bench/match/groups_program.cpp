#include "bench/match/groups_program.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace kith::bench {
namespace {

using groups::FacilitatorIndex;
using groups::PersonIndex;
using groups::Problem;
using Terms = LinearProgram::Terms;

constexpr int nothing = -1;  // the column of what is always 0
constexpr std::int64_t any = 1'000'000;

struct Meeting {
  groups::VenueIndex venue = 0;
  groups::SlotIndex slot = 0;
  int copy = 0;
  int open = nothing;
  std::vector<PersonIndex> people;  // who can come
  std::vector<FacilitatorIndex> leaders;
  std::vector<int> in, lead;  // columns, by place in `people` and `leaders`

  std::string name() const {
    return "_v" + std::to_string(venue) + "_s" + std::to_string(slot) + "_k" + std::to_string(copy);
  }
};

std::string numbered(const char* kind, std::size_t a) { return kind + ("_" + std::to_string(a)); }
std::string numbered(const char* kind, std::size_t a, std::size_t b) {
  return numbered(kind, a) + "_" + std::to_string(b);
}

Terms sum_of(const std::vector<int>& columns, std::int64_t factor = 1) {
  Terms out;
  for (const int each : columns) out.push_back({each, factor});
  return out;
}

Terms operator+(Terms a, const Terms& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// The products of each two of some columns of one meeting.
class Products {
 public:
  explicit Products(std::size_t count) : count_(count), column_(count * count, nothing) {}

  int of(std::size_t a, std::size_t b) const { return column_[a * count_ + b]; }
  void set(std::size_t a, std::size_t b, int column) {
    column_[a * count_ + b] = column_[b * count_ + a] = column;
  }
  Terms all() const {
    Terms out;
    for (std::size_t a = 0; a < count_; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (of(a, b) != nothing) out.push_back({of(a, b)});
      }
    }
    return out;
  }

 private:
  std::size_t count_;
  std::vector<int> column_;
};

class Writer {
 public:
  Writer(const Problem& problem, bool counts)
      : problem_(problem), team_(problem.design().team), counts_(counts) {
    if (!has_program(problem)) throw std::invalid_argument("no linear program can say all of this problem");
    list_meetings();
    for (Meeting& each : meetings_) add_columns(each);
    for (const Meeting& each : meetings_) limit_sizes(each);
    place_everybody();
    order_copies();
    for (FacilitatorIndex f = 0; f < problem.input().facilitators.size(); ++f) limit_leading(f);
  }

  LinearProgram counting() && {
    program_.at_most(sum_of(open_), problem_.groups_wanted());
    for (const Meeting& each : meetings_) keep_company(each, nullptr);
    return std::move(program_);
  }

  LinearProgram costs(int left_over, int groups) && {
    program_.equal(sum_of(left_), left_over);
    program_.equal(sum_of(open_), groups);
    for (const Meeting& each : meetings_) {
      pay_for_size(each);
      const Products pairs = pay_for_pairs(each);
      keep_company(each, &pairs);
      if (problem_.needs_team()) pay_for_team(each);
    }
    return std::move(program_);
  }

 private:
  const groups::Input& input() const { return problem_.input(); }
  std::size_t least() const { return static_cast<std::size_t>(problem_.enrolment().least); }

  void list_meetings() {
    for (groups::VenueIndex v = 0; v < input().venues.size(); ++v) {
      for (groups::SlotIndex s = 0; s < input().slots.size(); ++s) list_copies(v, s);
    }
  }

  void list_copies(groups::VenueIndex venue, groups::SlotIndex slot) {
    Meeting meeting;
    meeting.venue = venue;
    meeting.slot = slot;
    for (PersonIndex i = 0; i < input().people.size(); ++i) {
      const bool can = input().people[i].free[slot] && problem_.travel_points(i, venue) >= 0;
      if (can) meeting.people.push_back(i);
    }
    for (FacilitatorIndex f = 0; f < input().facilitators.size(); ++f) {
      const bool can =
          input().facilitators[f].free[slot] && problem_.facilitator_travel_points(f, venue) >= 0;
      if (can && problem_.needs_team()) meeting.leaders.push_back(f);
    }
    std::size_t copies =
        std::min(meeting.people.size() / least(), static_cast<std::size_t>(problem_.groups_wanted()));
    if (problem_.needs_team())
      copies = std::min(copies, meeting.leaders.size() / static_cast<std::size_t>(team_.least));
    for (std::size_t k = 0; k < copies; ++k) {
      meeting.copy = static_cast<int>(k);
      meetings_.push_back(meeting);
    }
  }

  int add_whole(const std::string& name, std::int64_t counted, std::int64_t cost) {
    return program_.add({name, counts_ ? counted : cost, 1, true});
  }

  void add_columns(Meeting& meeting) {
    // Whoever leads pays for a seat; what the fewest who may would pay is given back.
    const std::int64_t seat = 100 * team_.seat_weight * problem_.fellows();
    meeting.open = add_whole("open" + meeting.name(), -1, -seat * team_.least);
    open_.push_back(meeting.open);
    for (const PersonIndex i : meeting.people) {
      const std::int64_t cost = problem_.travel_points(i, meeting.venue);
      meeting.in.push_back(add_whole(numbered("in", i) + meeting.name(), 0, cost));
    }
    for (const FacilitatorIndex f : meeting.leaders) {
      const std::int64_t cost = problem_.facilitator_travel_points(f, meeting.venue) + seat;
      meeting.lead.push_back(add_whole(numbered("lead", f) + meeting.name(), 0, cost));
    }
  }

  void limit(const std::vector<int>& columns, int open, std::int64_t fewest, std::int64_t most) {
    for (const int each : columns) program_.at_most({{each}, {open, -1}}, 0);
    program_.at_least(sum_of(columns) + Terms{{open, -fewest}}, 0);
    program_.at_most(sum_of(columns) + Terms{{open, -most}}, 0);
  }

  void limit_sizes(const Meeting& meeting) {
    limit(meeting.in, meeting.open, problem_.enrolment().least, problem_.enrolment().most);
    if (problem_.needs_team()) limit(meeting.lead, meeting.open, team_.least, team_.most);
    for (std::size_t a = 0; a < meeting.people.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (problem_.apart(meeting.people[a], meeting.people[b]))
          program_.at_most({{meeting.in[a]}, {meeting.in[b]}, {meeting.open, -1}}, 0);
      }
    }
  }

  void place_everybody() {
    std::vector<Terms> places(input().people.size());
    for (const Meeting& meeting : meetings_) {
      for (std::size_t a = 0; a < meeting.people.size(); ++a)
        places[meeting.people[a]].push_back({meeting.in[a]});
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      left_.push_back(add_whole(numbered("left", i), problem_.groups_wanted() + 1, 0));
      program_.equal(places[i] + Terms{{left_.back()}}, 1);
    }
  }

  // Groups that meet at once in one place: the copy with the first member first.
  void order_copies() {
    for (std::size_t m = 1; m < meetings_.size(); ++m) {
      const Meeting &before = meetings_[m - 1], &meeting = meetings_[m];
      if (meeting.copy == 0) continue;
      program_.at_most({{meeting.open}, {before.open, -1}}, 0);
      Terms earlier;
      for (std::size_t a = 0; a < meeting.people.size(); ++a) {
        program_.at_most(Terms{{meeting.in[a]}} + earlier, 0);
        earlier.push_back({before.in[a], -1});
      }
    }
  }

  // Never more groups than somebody may lead, nor two whose meetings overlap.
  void limit_leading(FacilitatorIndex f) {
    Terms all;
    std::vector<Terms> at(input().slots.size());
    for (const Meeting& meeting : meetings_) {
      const auto place = std::ranges::find(meeting.leaders, f);
      if (place == meeting.leaders.end()) continue;
      all.push_back({meeting.lead[static_cast<std::size_t>(place - meeting.leaders.begin())]});
      at[meeting.slot].push_back(all.back());
    }
    program_.at_most(all, input().facilitators[f].groups_most);
    for (groups::SlotIndex s = 0; s < at.size(); ++s) {
      if (at[s].size() > 1) program_.at_most(at[s], 1);
      for (groups::SlotIndex other = 0; other < s; ++other) {
        const bool both = !at[s].empty() && !at[other].empty();
        if (both && problem_.slots_overlap(s, other)) program_.at_most(at[s] + at[other], 1);
      }
    }
  }

  void pay_for_size(const Meeting& meeting) {
    const groups::Design& design = problem_.design();
    const std::int64_t cost = design.size_weight * 100 * problem_.fellows() / 1000;
    const int below = program_.add({"short" + meeting.name(), cost, any, false});
    const int above = program_.add({"over" + meeting.name(), cost, any, false});
    Terms attending;
    for (std::size_t a = 0; a < meeting.people.size(); ++a)
      attending.push_back({meeting.in[a], input().people[meeting.people[a]].attendance_milli});
    program_.at_least(attending + Terms{{below}, {meeting.open, -1000 * design.attending_low}}, 0);
    program_.at_most(attending + Terms{{above, -1}, {meeting.open, -1000 * design.attending_high}}, 0);
  }

  int add_product(const std::string& name, std::int64_t cost, int a, int b, int open) {
    const int product = program_.add({name, cost, 1, false});
    program_.at_most({{product}, {a, -1}}, 0);
    program_.at_most({{product}, {b, -1}}, 0);
    program_.at_most({{a}, {b}, {open, -1}, {product, -1}}, 0);
    return product;
  }

  // n columns at 1 have n(n - 1)/2 products at 1: never below a tangent between two whole numbers.
  void tighten(const Products& products, const std::vector<int>& columns, int open, std::int64_t fewest,
               std::int64_t most) {
    const std::int64_t last = std::min<std::int64_t>(most, static_cast<std::int64_t>(columns.size()));
    for (std::int64_t n = fewest; n < last; ++n)
      program_.at_least(products.all() + sum_of(columns, -n) + Terms{{open, n * (n + 1) / 2}}, 0);
  }

  Products pay_for_pairs(const Meeting& meeting) {
    Products pairs(meeting.people.size());
    for (std::size_t a = 0; a < meeting.people.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const PersonIndex i = meeting.people[b], j = meeting.people[a];
        if (problem_.apart(i, j)) continue;
        const std::string name = numbered("pair", i, j) + meeting.name();
        const std::int64_t cost = 2 * problem_.pair_points(i, j);
        pairs.set(a, b, add_product(name, cost, meeting.in[a], meeting.in[b], meeting.open));
      }
    }
    tighten(pairs, meeting.in, meeting.open, problem_.enrolment().least, problem_.enrolment().most);
    return pairs;
  }

  // Nobody is the only one of their kind in vain: they may not be, or it costs. In the program without pairs
  // only the first matters, and being both in the group is having one of the kind at all.
  void keep_company(const Meeting& meeting, const Products* pairs) {
    for (std::size_t attribute = 0; attribute < input().attributes.size(); ++attribute) {
      const groups::Alone alone = input().attributes[attribute].alone;
      if (alone == groups::Alone::allowed || (alone == groups::Alone::costs && !pairs)) continue;
      for (std::size_t a = 0; a < meeting.people.size(); ++a) {
        if (problem_.kind_of(attribute, meeting.people[a]) < 0) continue;
        Terms company = company_of(meeting, attribute, a, pairs) + Terms{{meeting.in[a], -1}};
        if (alone == groups::Alone::costs) {
          const std::string name = numbered("alone", attribute, meeting.people[a]) + meeting.name();
          company.push_back({program_.add({name, problem_.alone_points(attribute), 1, false})});
        }
        program_.at_least(company, 0);
      }
    }
  }

  Terms company_of(const Meeting& meeting, std::size_t attribute, std::size_t a,
                   const Products* pairs) const {
    Terms out;
    const int kind = problem_.kind_of(attribute, meeting.people[a]);
    for (std::size_t b = 0; b < meeting.people.size(); ++b) {
      if (b == a || problem_.kind_of(attribute, meeting.people[b]) != kind) continue;
      const int column = pairs ? pairs->of(a, b) : meeting.in[b];
      if (column != nothing) out.push_back({column});
    }
    return out;
  }

  void pay_for_team(const Meeting& meeting) {
    const std::int64_t unit = 100 * problem_.fellows();
    Products both(meeting.leaders.size());
    for (std::size_t a = 0; a < meeting.leaders.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const FacilitatorIndex f = meeting.leaders[b], h = meeting.leaders[a];
        const std::int64_t cost = trained_together(f, h) ? 0 : team_.together_weight * unit;
        const std::string name = numbered("team", f, h) + meeting.name();
        both.set(a, b, add_product(name, cost, meeting.lead[a], meeting.lead[b], meeting.open));
      }
    }
    tighten(both, meeting.lead, meeting.open, team_.least, team_.most);
    for (std::size_t k = 0; k < team_.skills.size(); ++k) {
      const int lacks =
          program_.add({numbered("lacks", k) + meeting.name(), team_.skill_weight * unit, 1, false});
      Terms terms{{lacks}, {meeting.open, -1}};
      for (std::size_t a = 0; a < meeting.leaders.size(); ++a) {
        const auto& skills = input().facilitators[meeting.leaders[a]].skills;
        if (std::ranges::count(skills, team_.skills[k]) > 0) terms.push_back({meeting.lead[a]});
      }
      program_.at_least(terms, 0);
    }
  }

  bool trained_together(FacilitatorIndex f, FacilitatorIndex h) const {
    const auto &mine = input().facilitators[f].trained_day, &theirs = input().facilitators[h].trained_day;
    return mine && theirs && std::abs(*mine - *theirs) <= team_.together_days;
  }

  const Problem& problem_;
  const groups::Team& team_;
  const bool counts_;  // people and groups; else what the plan costs
  LinearProgram program_;
  std::vector<Meeting> meetings_;
  std::vector<int> open_, left_;
};

}  // namespace

bool has_program(const Problem& problem) {
  const groups::Pins& pins = problem.input().pins;
  return pins.together.empty() && pins.groups.empty() &&
         problem.design().size_weight * problem.fellows() % 10 == 0;
}

LinearProgram counting_program(const Problem& problem) { return Writer(problem, true).counting(); }

LinearProgram cost_program(const Problem& problem, int left_over, int groups) {
  return Writer(problem, false).costs(left_over, groups);
}

}  // namespace kith::bench
