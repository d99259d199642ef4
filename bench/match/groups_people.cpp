#include "bench/match/groups_people.h"

#include <algorithm>

#include "bench/match/random_graph.h"

namespace kith::bench {
namespace {

using groups::Answer;

constexpr double km_per_degree = 111.2;

class GroupCountry {
 public:
  explicit GroupCountry(const GroupPopulation& size) : size_(size), chance_(size.seed * 77 + 1) {}

  groups::Input make() {
    groups::Input out;
    for (int day = 0; day < 7; ++day) {
      for (const int start : {600, 840, 1110})
        out.slots.push_back({static_cast<schedule::Weekday>(day), start, start + 90});
    }
    out.attributes = {
        {"sex", groups::AnswerKind::word, groups::Aim::none, 0, 1, groups::Alone::never, 0},
        {"work", groups::AnswerKind::word, groups::Aim::similar, 5, 1, groups::Alone::costs, 5},
        {"treatment", groups::AnswerKind::word, groups::Aim::varied, 3, 1, groups::Alone::allowed, 0},
        {"age", groups::AnswerKind::number, groups::Aim::similar, 5, 15, groups::Alone::allowed, 0},
        {"interests", groups::AnswerKind::words, groups::Aim::similar, 6, 1, groups::Alone::allowed, 0},
    };
    out.design.team.skills = {"listening", "empathy", "group_work", "public_speaking", "organising"};
    for (int t = 0; t < size_.towns; ++t) out.venues.push_back({"town " + std::to_string(t), anywhere()});
    for (int i = 0; i < size_.people; ++i) out.people.push_back(person(out, i));
    for (int f = 0; f < size_.facilitators; ++f) out.facilitators.push_back(facilitator(out, f));
    return out;
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return chance_.below(bound); }
  bool missing() { return below(100) < 10; }

  groups::Spot anywhere() {
    const double km = size_.width_km / 1000;
    return {52.0 + below(1001) * km / km_per_degree, 0.1 + below(1001) * km / (km_per_degree * 0.61)};
  }

  // Small towns are many and large ones few; people live within about 3 km of the middle.
  groups::Spot near_town(const groups::Input& input, std::uint32_t town) {
    const groups::Spot middle = *input.venues[town].spot;
    const auto off = [&] {
      return (static_cast<int>(below(601)) - 300 + static_cast<int>(below(601)) - 300) / 100.0;
    };
    return {middle.latitude + off() / 2 / km_per_degree,
            middle.longitude + off() / 2 / (km_per_degree * 0.61)};
  }

  std::uint32_t town() {
    const auto towns = static_cast<std::uint32_t>(size_.towns);
    return std::min(below(towns), towns - 1 - below(towns) / 2);
  }

  groups::SlotSet free(bool works) {
    groups::SlotSet out;
    for (std::uint32_t s = 0; s < 21; ++s) {
      const bool day = s / 3 < 5 && s % 3 < 2;
      out[s] = below(100) < (works ? (day ? 5 : 55) : (day ? 50 : 35));
    }
    return out;
  }

  Answer one_of(const char* kind, std::uint32_t count) {
    if (missing()) return {};
    return {{kind + std::to_string(below(1 + below(count)))}, {}};
  }

  groups::Person person(const groups::Input& input, int i) {
    groups::Person out;
    out.id = "P" + std::to_string(i);
    out.spot = near_town(input, town());
    out.travel_km = below(5) == 0 ? 8 : 25;
    const bool works = below(100) < 42;
    out.free = free(works);
    Answer work;
    if (!missing())
      work.words.emplace_back(works      ? (below(3) ? "full time" : "part time")
                              : below(8) ? "retired"
                                         : "carer");
    Answer age, interests;
    if (!missing()) age.number = works ? 35 + below(30) : 58 + below(28);
    for (std::uint32_t k = 1 + below(4); k > 0; --k)
      interests.words.push_back("interest" + std::to_string(below(1 + below(14))));
    Answer sex;
    sex.words.emplace_back(below(2) ? "female" : "male");
    out.answers = {sex, work, one_of("treatment", 4), age, interests};
    out.attendance_milli = 820;
    return out;
  }

  groups::Facilitator facilitator(const groups::Input& input, int f) {
    groups::Facilitator out;
    out.id = "F" + std::to_string(f);
    out.spot = near_town(input, static_cast<std::uint32_t>(f % size_.towns));
    out.free = free(below(3) == 0) | free(false);
    out.groups_most = 2;
    for (const std::string& skill : input.design.team.skills) {
      if (below(2)) out.skills.push_back(skill);
    }
    out.trained_day = static_cast<int>(below(365));
    return out;
  }

  GroupPopulation size_;
  Chance chance_;
};

}  // namespace

groups::Input group_population(const GroupPopulation& size) { return GroupCountry(size).make(); }

groups::Input small_town(int people, std::uint64_t seed) {
  return group_population({.people = people, .facilitators = 8, .towns = 1, .width_km = 5, .seed = seed});
}

}  // namespace kith::bench
