#include "engine/match/test/random_problem.h"

namespace kith::match {
namespace {

const std::vector<std::string> vocabulary = {"asthma",   "burnout",  "cooking",
                                             "dialysis", "exercise", "family"};
const std::vector<std::string> stages = {"new", "some", "long", "very long"};
const std::vector<std::string> levels = {"little", "well", "native"};

class Maker {
 public:
  Maker(std::uint64_t seed, Size size) : random_(seed), size_(size) {}

  Parts make() {
    make_model();
    for (int i = 0; i < size_.participants; ++i) {
      parts_.participants.push_back(person(chance(5) ? "s1" : "p" + std::to_string(i)));
    }
    for (int i = 1; i < size_.participants; ++i) {
      if (parts_.participants[i].id == "s1") parts_.participants[i].id = "p" + std::to_string(i);
    }
    for (int i = 0; i < size_.supporters; ++i) {
      Supply supply{below(4), below(3), chance(10), !chance(10)};
      parts_.supporters.push_back(
          {person("s" + std::to_string((i * 7) % 100) + "." + std::to_string(i)), supply});
    }
    if (size_.supporters > 0) parts_.supporters[0].person.id = "s1";
    parts_.options.top_k = below(6);
    parts_.options.alternatives_k = below(4);
    for (const Criterion& criterion : parts_.model.criteria) {
      if (criterion.strictness == Strictness::fixed || !chance(20)) continue;
      parts_.options.overrides[criterion.key] = static_cast<Strictness>(1 + below(3));
    }
    return parts_;
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  bool chance(int percent) { return below(100) < percent; }
  const std::string& word() { return vocabulary[below(static_cast<int>(vocabulary.size()))]; }

  std::vector<std::string> words() {
    std::vector<std::string> some;
    for (int i = below(4); i > 0; --i) some.push_back(word());
    return some;
  }

  schedule::Availability hours() {
    std::vector<schedule::WeeklySlot> slots;
    for (int i = below(4); i > 0; --i) {
      const int from = below(1380);
      slots.push_back({static_cast<schedule::Weekday>(below(7)), from, from + 1 + below(1440 - from)});
    }
    return {schedule::WeeklySlots(slots), chance(50) ? "UTC" : "Asia/Kolkata"};
  }

  std::vector<LanguageSkill> languages() {
    std::vector<LanguageSkill> skills;
    for (int i = below(3); i > 0; --i) {
      skills.push_back({word(), chance(40) ? std::nullopt : std::optional(levels[below(3)])});
    }
    return skills;
  }

  Value value(AttributeKind kind) {
    if (chance(15)) return {};
    switch (kind) {
      case AttributeKind::category:
        return word();
      case AttributeKind::set:
      case AttributeKind::tags:
        return words();
      case AttributeKind::scale:
        return stages[below(4)];
      case AttributeKind::number:
        return below(40) / 4.0;
      case AttributeKind::year:
        return 1950 + below(20);
      case AttributeKind::place:
        return Place{below(5) / 8.0, below(5) / 8.0};
      case AttributeKind::language:
        return languages();
      case AttributeKind::availability:
        return hours();
    }
    return {};
  }

  Person person(std::string id) {
    Person person;
    person.id = std::move(id);
    for (const Attribute& attribute : parts_.model.attributes) {
      if (!chance(10)) person.profile[attribute.key] = value(attribute.kind);
    }
    if (chance(15)) {
      const Attribute& attribute = parts_.model.attributes[below(9)];
      const bool fits = attribute.kind != AttributeKind::availability;
      person.avoid.push_back({fits ? attribute.key : "place", 20.0, static_cast<Missing>(below(3))});
    }
    if (chance(15)) person.avoid_people.push_back(chance(50) ? "p0" : "s1");
    return person;
  }

  void make_model() {
    parts_.model.horizon = {Instant{1'790'000'000'000'000}, 2};
    parts_.model.attributes = {
        {"category", AttributeKind::category},  {"set", AttributeKind::set},
        {"tags", AttributeKind::tags},          {"scale", AttributeKind::scale, stages},
        {"number", AttributeKind::number},      {"year", AttributeKind::year},
        {"place", AttributeKind::place},        {"language", AttributeKind::language, levels},
        {"hours", AttributeKind::availability}, {"wants", AttributeKind::set}};
    const bool upwards = chance(50);
    for (int i = 0; i < size_.criteria; ++i) parts_.model.criteria.push_back(criterion(i, upwards));
  }

  std::string pick(std::initializer_list<const char*> keys) {
    return keys.begin()[below(static_cast<int>(keys.size()))];
  }

  void choose_sides(Criterion& c) {
    switch (c.kind) {
      case CriterionKind::same:
      case CriterionKind::different:
        if (chance(40)) {
          c.participant = c.supporter = pick({"scale", "number", "year"});
          return;
        }
        [[fallthrough]];
      case CriterionKind::shares_any:
        c.participant = pick({"category", "set", "tags", "wants"});
        c.supporter = pick({"category", "set", "tags", "wants"});
        return;
      case CriterionKind::language:
        c.participant = c.supporter = "language";
        return;
      case CriterionKind::near_km:
        c.participant = c.supporter = "place";
        return;
      case CriterionKind::close:
      case CriterionKind::at_least:
      case CriterionKind::at_most:
        c.participant = c.supporter = pick({"scale", "number", "year"});
        return;
      case CriterionKind::overlap:
        c.participant = c.supporter = "hours";
        return;
    }
  }

  void choose_measures(Criterion& c) {
    const bool is_hours = c.kind == CriterionKind::overlap;
    c.within = 1 + below(60);
    if (c.kind == CriterionKind::close) c.within = below(5);
    c.at_least = is_hours ? 1 + below(300) : 1 + below(2);
    c.enough = is_hours ? below(1200) : below(4);
    c.offset = below(7) - 3;
    if (c.kind == CriterionKind::language && chance(50)) c.level = levels[below(3)];
  }

  Criterion criterion(int index, bool upwards) {
    Criterion c;
    c.key = "c" + std::to_string(index);
    c.kind = static_cast<CriterionKind>(below(9));
    choose_sides(c);
    choose_measures(c);
    if (chance(15)) fix_value(c);
    const int dice = below(10);
    c.strictness = dice < 1   ? Strictness::fixed
                   : dice < 4 ? Strictness::must
                   : dice < 9 ? Strictness::nice
                              : Strictness::off;
    c.weight = below(6);
    c.rung = chance(40) ? 1 + below(3) : 0;
    c.participant_missing = static_cast<Missing>(below(3));
    c.supporter_missing = static_cast<Missing>(below(3));
    const int target = upwards ? index + 1 + below(3) : index - 1 - below(3);
    const bool has_target = target >= 0 && target < size_.criteria;
    if (has_target && c.strictness != Strictness::fixed && chance(50))
      c.fallback_to = "c" + std::to_string(target);
    return c;
  }

  void fix_value(Criterion& c) {
    for (const Attribute& attribute : parts_.model.attributes) {
      if (attribute.key != c.supporter) continue;
      const Value wanted = value(attribute.kind);
      if (!is_known(wanted)) return;
      c.fixed_value = wanted;
      c.participant.clear();
      return;
    }
  }

  std::mt19937_64 random_;
  Size size_;
  Parts parts_;
};

}  // namespace

Parts random_parts(std::uint64_t seed, Size size) { return Maker(seed, size).make(); }

}  // namespace kith::match
