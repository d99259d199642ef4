#include "simulation/profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kith::simulation {
namespace {

using package::AnswerKind;
using package::Question;

constexpr Odds answered = {900'000};
constexpr Odds taken_from_a_list = {250'000};
constexpr std::array<std::string_view, 7> week{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

bool is_asked_of(const Question& question, package::Side side) {
  if (question.asked_of == package::AskedOf::both) return true;
  return (question.asked_of == package::AskedOf::supporter) == (side == package::Side::supporter);
}

// The cosine of a latitude by its series: enough for a map, and the same on every machine.
double shrunk_by(double latitude) {
  const double x = latitude * 0.017453292519943295;
  return 1 - x * x / 2 + x * x * x * x / 24 - x * x * x * x * x * x / 720;
}

class Answers {
 public:
  Answers(const package::Package& package, const Population& population, package::Side side, Chance& chance)
      : package_(package), population_(population), side_(side), chance_(chance) {}

  std::map<std::string, Json> all(int born) {
    born_ = born;
    std::map<std::string, Json> out;
    for (const Question& each : package_.questions) {
      if (!is_asked_of(each, side_)) continue;
      const bool needed =
          each.required || each.key == package_.matching.capacity_field || is_certificate(each.key);
      const bool given = chance_.happens(answered);
      if (!needed && !given) continue;
      Json answer = one(each);
      if (!answer.is_null()) out.emplace(each.key, std::move(answer));
    }
    return out;
  }

 private:
  bool is_certificate(const std::string& key) const {
    const auto& needed = package_.matching.certified_by;
    return std::ranges::find(needed, key) != needed.end();
  }

  Json one(const Question& question) {
    switch (question.kind) {
      case AnswerKind::text:
      case AnswerKind::long_text:
        return text(question);
      case AnswerKind::choice:
        return choice(question);
      case AnswerKind::choices:
      case AnswerKind::languages:
        return choices(question);
      case AnswerKind::year:
        return chance_.between(std::min(born_ + 15, 2024), 2025);
      case AnswerKind::date:
        return fmt::format("2026-{:02}-{:02}", chance_.between(1, 12), chance_.between(1, 28));
      case AnswerKind::number:
        return chance_.between(1, 10);
      case AnswerKind::count:
        return count(question);
      case AnswerKind::availability:
        return free_parts();
      case AnswerKind::place:
        return place();
      case AnswerKind::yes_no:
        return chance_.below(10) < 7;
      case AnswerKind::time_zone:
        return package_.time_zone;
    }
    return {};
  }

  // Practices and clinics are few, so that people meet others from their own.
  Json text(const Question& question) {
    if (question.privacy_place != package::PrivacyPlace::none) {
      return fmt::format("Practice {}", chance_.between(1, 12));
    }
    return "Somebody who was invented.";
  }

  std::int64_t share(const Question& question, const std::string& choice) const {
    const auto shares = population_.answers.find(question.key);
    if (shares == population_.answers.end()) return -1;
    const auto found = shares->second.find(choice);
    return found == shares->second.end() ? 0 : found->second.millionths;
  }

  Json choice(const Question& question) {
    std::vector<std::int64_t> weights;
    for (const auto& each : question.choices) {
      const std::int64_t given = share(question, each.key);
      weights.push_back(given < 0 ? 1 : given);
    }
    return question.choices.empty() ? Json() : Json(question.choices[chance_.pick(weights)].key);
  }

  // Each choice for itself; never none at all.
  Json choices(const Question& question) {
    if (question.choices.empty()) return {};
    Json out = Json::array();
    for (const auto& each : question.choices) {
      const std::int64_t given = share(question, each.key);
      const bool own_language = each.key == package_.default_language;
      const Odds odds = given >= 0 ? Odds{given}
                        : question.kind != AnswerKind::languages
                            ? taken_from_a_list
                            : (own_language ? Odds{950'000} : Odds{60'000});
      if (chance_.happens(odds)) out.push(each.key);
    }
    if (out.array_items().empty()) out.push(question.choices.front().key);
    return out;
  }

  Json count(const Question& question) {
    if (question.key != package_.matching.capacity_field) return chance_.between(0, 5);
    return chance_.between(population_.supporter.capacity_least, population_.supporter.capacity_most);
  }

  Json free_parts() {
    std::vector<std::string> all;
    for (const auto day : week) {
      for (const auto& part : package_.day_parts) all.push_back(std::string(day) + " " + part.key);
    }
    const auto want =
        static_cast<std::size_t>(chance_.between(population_.free_least, population_.free_most));
    Json out = Json::array();
    while (!all.empty() && out.array_items().size() < want) {
      const auto at = chance_.below(static_cast<std::int64_t>(all.size()));
      out.push(all[static_cast<std::size_t>(at)]);
      all.erase(all.begin() + at);
    }
    return out;
  }

  Json place() {
    const Area& area = population_.area;
    // A place has one spot on the map, wherever its name comes up.
    const auto places = static_cast<std::int64_t>(area.places.size());
    const std::int64_t which = chance_.below(places > 0 ? places : 20);
    const std::string name =
        places > 0 ? area.places[static_cast<std::size_t>(which)] : fmt::format("Place {}", which + 1);
    Chance spot(0, name, 0);
    const auto east = static_cast<double>(spot.between(-1000, 1000)) / 1000;
    const auto north = static_cast<double>(spot.between(-1000, 1000)) / 1000;
    const double degrees = area.radius_km / 111;
    return Json::object({{"name", name},
                         {"latitude", area.latitude + north * degrees},
                         {"longitude", area.longitude + east * degrees / shrunk_by(area.latitude)}});
  }

  const package::Package& package_;
  const Population& population_;
  package::Side side_;
  Chance& chance_;
  int born_ = 1970;
};

char letter_of(package::Side side) { return side == package::Side::supporter ? 's' : 'p'; }

}  // namespace

std::string address_of(package::Side side, int number) {
  return fmt::format("{}{}@rehearsal.invalid", letter_of(side), number);
}

// From the range that the United Kingdom keeps for plays and films.
std::string phone_of(package::Side side, int number) {
  return fmt::format("+4477009{:05}", number * 2 + (side == package::Side::supporter ? 1 : 0));
}

NewPerson invented_person(const package::Package& package, const Population& population, package::Side side,
                          int number, Chance& chance) {
  const bool gives = side == package::Side::supporter;
  const Crowd& crowd = gives ? population.supporters : population.participants;
  const auto born = static_cast<int>(chance.between(crowd.born_from, crowd.born_until));
  NewPerson person;
  person.role = gives ? Role::supporter : Role::participant;
  person.identity.ref = fmt::format("{}{}", letter_of(side), number);
  person.identity.first_name = fmt::format("{} {}", gives ? "Supporter" : "Participant", number);
  person.identity.birth_date =
      fmt::format("{}-{:02}-{:02}", born, chance.between(1, 12), chance.between(1, 28));
  const bool has_email = chance.happens(crowd.email);
  const bool has_mobile = chance.happens(crowd.mobile);
  if (has_email) person.identity.email = address_of(side, number);
  if (!has_email && has_mobile) person.identity.phone = phone_of(side, number);
  if (!has_email && !has_mobile) person.identity.landline = phone_of(side, number);
  person.language = package.default_language;
  person.answers = Answers(package, population, side, chance).all(born);
  return person;
}

}  // namespace kith::simulation
