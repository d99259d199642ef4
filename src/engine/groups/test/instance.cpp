#include "engine/groups/test/instance.h"

#include <random>

namespace kith::groups::testing {
namespace {

class Town {
 public:
  Town(const Shape& shape, std::uint64_t seed) : shape_(shape), chance_(seed) {}

  Input make() {
    Input out;
    out.attributes = {
        {"sex", AnswerKind::word, Aim::none, 0, 1, Alone::never, 0},
        {"work", AnswerKind::word, Aim::similar, 5, 1, Alone::costs, 4},
        {"treatment", AnswerKind::word, Aim::varied, 3, 1, Alone::allowed, 0},
        {"age", AnswerKind::number, Aim::similar, 5, 15, Alone::allowed, 0},
        {"interests", AnswerKind::words, Aim::similar, 6, 1, Alone::allowed, 0},
    };
    for (int s = 0; s < shape_.slots; ++s) {
      const int start = 540 + 240 * (s / 7 % 3);
      out.slots.push_back({static_cast<schedule::Weekday>(s % 7), start, start + 90});
    }
    for (int v = 0; v < shape_.venues; ++v) out.venues.push_back({"venue" + std::to_string(v), spot()});
    for (int i = 0; i < shape_.people; ++i) out.people.push_back(person(i));
    out.design.team.skills = {"listening", "organising", "speaking"};
    for (int f = 0; f < shape_.facilitators; ++f) out.facilitators.push_back(facilitator(f));
    if (shape_.pins) pin(out);
    if (shape_.never_led_percent > 0) keep_from_facilitators(out);
    return out;
  }

 private:
  int below(int bound) { return static_cast<int>(chance_() % static_cast<std::uint64_t>(bound)); }
  bool missing() { return below(100) < shape_.missing_percent; }

  Spot spot() {
    const double km = shape_.width_km / 1000;
    return {52.4 + below(1001) * km / 111.2, 0.1 + below(1001) * km / 67.8};
  }

  SlotSet free() {
    SlotSet out;
    for (int s = 0; s < shape_.slots; ++s) out[s] = below(100) < shape_.free_percent;
    return out;
  }

  Answer word(const char* kind, int count) {
    if (missing()) return {};
    return {{kind + std::to_string(below(1 + below(count)))}, {}};
  }

  Person person(int i) {
    Person out;
    out.id = "P" + std::to_string(i);
    out.spot = spot();
    out.travel_km = below(5) == 0 ? 8 : 25;
    out.free = free();
    out.answers = {word("sex", 2), word("work", 4), word("treatment", 4), {}, {}};
    if (!missing()) out.answers[3].number = 30 + below(50);
    for (int k = below(4); k > 0; --k) out.answers[4].words.push_back("interest" + std::to_string(below(12)));
    out.attendance_milli = 750 + 10 * below(15);
    return out;
  }

  Facilitator facilitator(int f) {
    Facilitator out;
    out.id = "F" + std::to_string(f);
    out.spot = spot();
    out.free = free() | free();
    out.groups_most = 1 + below(2);
    for (const char* skill : {"listening", "organising", "speaking"}) {
      if (below(2)) out.skills.emplace_back(skill);
    }
    if (!missing()) out.trained_day = below(365);
    return out;
  }

  void pin(Input& out) {
    const auto count = static_cast<std::uint32_t>(out.people.size());
    if (count < 12) return;
    out.pins.together = {{0, 1}, {2, 3, 4}};
    out.pins.apart = {{0, 5}, {6, 7}};
    FixedGroup group;
    group.id = "standing";
    group.venue = 0;
    group.slot = 2;
    for (std::uint32_t i = 8; i < count && group.members.size() < 3; ++i) {
      if (out.people[i].free[2] && out.people[i].travel_km > 20) group.members.push_back(i);
    }
    out.pins.groups.push_back(std::move(group));
  }

  void keep_from_facilitators(Input& out) {
    for (std::uint32_t i = 0; i < out.people.size(); ++i) {
      for (std::uint32_t f = 0; f < out.facilitators.size(); ++f) {
        if (below(100) < shape_.never_led_percent) out.pins.never_led_by.emplace_back(i, f);
      }
    }
  }

  Shape shape_;
  std::mt19937_64 chance_;
};

}  // namespace

Input random_input(const Shape& shape, std::uint64_t seed) { return Town(shape, seed).make(); }

}  // namespace kith::groups::testing
