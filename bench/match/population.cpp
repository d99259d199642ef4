#include "bench/match/population.h"

#include <algorithm>
#include <cmath>

#include "bench/match/random_graph.h"

namespace kith::bench {
namespace {

using match::Attribute;
using match::AttributeKind;
using match::Criterion;
using match::CriterionKind;
using match::Model;
using match::Person;
using match::Profile;
using match::Strictness;

constexpr std::uint64_t participant_role = 1;
constexpr std::uint64_t supporter_role = 2;
constexpr std::uint32_t town_count = 200;

std::vector<double> zipf(std::size_t count, double exponent) {
  std::vector<double> sums;
  double sum = 0;
  for (std::size_t rank = 1; rank <= count; ++rank) {
    sum += 1 / std::pow(static_cast<double>(rank), exponent);
    sums.push_back(sum);
  }
  for (double& value : sums) value /= sum;
  return sums;
}

std::size_t draw(Chance& chance, const std::vector<double>& sums) {
  const double at = static_cast<double>(chance.next() >> 11) * 0x1p-53;
  const auto found = std::ranges::upper_bound(sums, at);
  return std::min<std::size_t>(found - sums.begin(), sums.size() - 1);
}

std::string named(const char* what, std::size_t number) { return what + std::to_string(number); }

Criterion compare(const char* key, CriterionKind kind, int weight) {
  Criterion criterion;
  criterion.key = criterion.participant = criterion.supporter = key;
  criterion.kind = kind;
  criterion.weight = weight;
  return criterion;
}

Criterion must(Criterion criterion) {
  criterion.strictness = Strictness::must;
  criterion.weight = 0;
  return criterion;
}

Criterion within(Criterion criterion, double distance) {
  criterion.within = distance;
  return criterion;
}

Criterion enough(Criterion criterion, double at_least, double amount) {
  criterion.at_least = at_least;
  criterion.enough = amount;
  return criterion;
}

std::vector<Attribute> attributes() {
  return {{"condition"},
          {"languages", AttributeKind::language, {"some", "well", "fluent"}},
          {"gender"},
          {"stage", AttributeKind::scale, {"new", "treated", "living with it", "long ago"}},
          {"born", AttributeKind::year},
          {"since", AttributeKind::year},
          {"town", AttributeKind::place},
          {"issues", AttributeKind::set},
          {"hobbies", AttributeKind::tags},
          {"children"},
          {"work"},
          {"background"},
          {"severity", AttributeKind::number},
          {"free", AttributeKind::availability}};
}

// Free hours: morning, midday, afternoon and evening of each day, with people who work free mostly at night.
schedule::WeeklySlots free_hours(Chance& chance) {
  constexpr int parts[][2] = {{9, 12}, {12, 14}, {14, 17}, {18, 21}};
  const bool has_day_work = chance.in_hundred(55);
  std::vector<schedule::WeeklySlot> slots;
  for (int day = 0; day < 7; ++day) {
    for (int part = 0; part < 4; ++part) {
      const std::uint32_t percent = day < 5 && has_day_work && part < 3 ? 8 : 30;
      if (!chance.in_hundred(percent)) continue;
      slots.push_back({static_cast<schedule::Weekday>(day), parts[part][0] * 60, parts[part][1] * 60});
    }
  }
  return schedule::WeeklySlots(std::move(slots));
}

std::vector<std::string> some_of(Chance& chance, const char* what, int most, std::uint32_t kinds) {
  std::vector<std::string> words;
  for (int left = chance.between(1, most); left > 0; --left) {
    words.push_back(named(what, std::min(chance.below(kinds), chance.below(kinds))));
  }
  return words;
}

}  // namespace

Model population_model() {
  Model model;
  model.attributes = attributes();
  model.horizon = {Instant{1'704'103'200'000'000}, 4};  // 2024-01-01 10:00 UTC, no clock changes in sight
  Criterion language = must(compare("languages", CriterionKind::language, 0));
  language.level = "well";
  model.criteria = {
      must(compare("condition", CriterionKind::same, 0)),
      language,
      enough(compare("free", CriterionKind::overlap, 2), 60, 360),
      within(compare("town", CriterionKind::near_km, 3), 200),
      within(compare("born", CriterionKind::close, 3), 15),
      compare("stage", CriterionKind::same, 2),
      compare("since", CriterionKind::at_most, 1),
      enough(compare("issues", CriterionKind::shares_any, 4), 1, 3),
      compare("gender", CriterionKind::same, 2),
      enough(compare("hobbies", CriterionKind::shares_any, 1), 1, 2),
      compare("children", CriterionKind::same, 1),
      compare("work", CriterionKind::same, 1),
      compare("background", CriterionKind::same, 1),
      within(compare("severity", CriterionKind::close, 1), 3),
  };
  model.criteria[2].strictness = Strictness::must;
  return model;
}

Model population_model_without_musts() {
  Model model = population_model();
  for (Criterion& criterion : model.criteria) {
    if (criterion.strictness == Strictness::must) criterion.weight = std::max(criterion.weight, 2);
    criterion.strictness = Strictness::nice;
  }
  return model;
}

Population::Population(PopulationSize size)
    : size_(size), conditions_(zipf(size.conditions, 1.0)), languages_(zipf(20, 2.0)) {
  Chance chance(size.seed ^ 0x5eed);
  town_sizes_ = zipf(town_count, 0.8);
  constexpr const char* zones[] = {"America/Toronto", "America/Winnipeg", "America/Vancouver"};
  for (std::uint32_t t = 0; t < town_count; ++t) {
    const double east = chance.below(10'000) / 10'000.0;
    const double north = chance.below(10'000) / 10'000.0;
    towns_.push_back({{43 + 9 * north, -123 + 50 * east}, zones[east > 0.6 ? 0 : (east > 0.3 ? 1 : 2)]});
  }
  capacities_.assign(size.supporters, 0);
  const auto places = static_cast<std::uint32_t>(size.capacity_factor * size.participants);
  for (std::uint32_t p = 0; p < places && size.supporters > 0; ++p) {
    ++capacities_[p < size.supporters ? p : chance.below(size.supporters)];
  }
}

match::Person Population::person(std::uint64_t role, std::uint32_t number) const {
  Chance chance((size_.seed * 4 + role) * 0x100000001b3ULL + number);
  Person person{named(role == participant_role ? "p" : "s", number), {}, {}, {}};
  const auto set = [&](const char* key, std::uint32_t missing_percent, match::Value value) {
    if (!chance.in_hundred(missing_percent)) person.profile.emplace(key, std::move(value));
  };
  const Town& town = towns_[draw(chance, town_sizes_)];
  std::vector<match::LanguageSkill> skills = {{named("language", draw(chance, languages_)), {}}};
  if (chance.in_hundred(30)) {
    constexpr const char* levels[] = {"some", "well", "fluent"};
    skills.push_back({named("language", draw(chance, languages_)), levels[chance.below(3)]});
  }
  const int age = 18 + std::min(chance.between(0, 65), chance.between(10, 75));
  const int born = 2024 - age;
  const int years = std::min(chance.between(0, 30), std::min(chance.between(0, 30), age));
  set("condition", 0, named("condition", draw(chance, conditions_)));
  set("languages", 0, std::move(skills));
  set("gender", 5, named("gender", chance.in_hundred(3) ? 2 : chance.below(2)));
  constexpr const char* stages[] = {"new", "treated", "living with it", "long ago"};
  set("stage", 8, std::string(stages[chance.below(4)]));
  set("born", 5, born);
  set("since", 10, 2024 - years);
  set("town", 5,
      match::Place{town.place.latitude + chance.between(-100, 100) / 1000.0,
                   town.place.longitude + chance.between(-140, 140) / 1000.0});
  set("issues", 10, some_of(chance, "issue", 5, 12));
  set("hobbies", 20, some_of(chance, "hobby", 4, 40));
  set("children", 10, named("children", chance.below(3)));
  set("work", 15, named("work", chance.below(5)));
  set("background", 20, named("background", std::min(chance.below(8), chance.below(8))));
  set("severity", 15, chance.between(0, 100) / 10.0);
  schedule::WeeklySlots hours = free_hours(chance);
  set("free", 5, schedule::Availability{std::move(hours), town.zone});
  return person;
}

match::Person Population::participant(std::uint32_t number) const { return person(participant_role, number); }

match::Supporter Population::supporter(std::uint32_t number) const {
  return {person(supporter_role, number), {capacities_[number], 0, false, true}};
}

match::Problem problem_of(const Population& population, match::Model model) {
  match::ProblemBuilder builder(std::move(model));
  for (std::uint32_t i = 0; i < population.size().participants; ++i) {
    builder.add_participant(population.participant(i));
  }
  for (std::uint32_t j = 0; j < population.size().supporters; ++j) {
    builder.add_supporter(population.supporter(j));
  }
  return builder.build();
}

}  // namespace kith::bench
