#include "modules/people/answers.h"

#include <algorithm>

#include "base/text.h"
#include "modules/people/words.h"

namespace kith {
namespace {

using package::AnswerKind;
using package::Question;

constexpr std::size_t most_items = 60;
constexpr std::size_t longest_answer = 2'000;
constexpr std::size_t longest_place = 100;

// Each reader gives the value in storage form, or null when it does not fit.
Json read_text(const Question& question, const Json& value) {
  if (!value.is_string()) return {};
  const std::string text = trimmed(value.string());
  const auto most = question.max_length > 0 ? static_cast<std::size_t>(question.max_length) : longest_answer;
  return length_of(text) <= most ? Json(text) : Json();
}

Json read_choice(const Question& question, const Json& value) {
  if (!value.is_string()) return {};
  if (question.choice(value.string())) return value;
  return question.open && length_of(value.string()) <= 100 ? Json(trimmed(value.string())) : Json();
}

Json read_choices(const Question& question, const Json& value) {
  if (!value.is_array() || value.array_items().size() > most_items) return {};
  Json out = Json::array();
  for (const Json& each : value.array_items()) {
    Json read = read_choice(question, each);
    if (read.is_null()) return {};
    out.push(std::move(read));
  }
  return out;
}

Json read_whole(const Json& value, std::int64_t least, std::int64_t most) {
  const bool fits = value.is_integer() && value.integer() >= least && value.integer() <= most;
  return fits ? value : Json();
}

bool is_slot(const package::Package& package, const Json& value) {
  static const std::vector<std::string> week{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (!value.is_string()) return false;
  const auto parts = split(value.string(), ' ');
  return parts.size() == 2 && std::ranges::find(week, parts[0]) != week.end() &&
         std::ranges::find(package.day_parts, parts[1], &package::DayPart::key) != package.day_parts.end();
}

Json read_availability(const package::Package& package, const Json& value) {
  const bool fits =
      value.is_array() && value.array_items().size() <= most_items &&
      std::ranges::all_of(value.array_items(), [&](const Json& each) { return is_slot(package, each); });
  return fits ? value : Json();
}

// A place is {name, latitude, longitude}; a form may give the name alone.
Json read_place(const Json& value) {
  if (value.is_string()) return read_place(Json::object({{"name", value}}));
  if (!value.is_object()) return {};
  const std::string name = trimmed(value.text("name"));
  if (name.empty() || length_of(name) > longest_place) return {};
  Json out = Json::object({{"name", name}});
  for (const auto& [key, bound] : {std::pair{"latitude", 90.0}, std::pair{"longitude", 180.0}}) {
    const Json* number = value.find(key);
    if (!number || number->is_null()) continue;
    if (!number->is_number() || std::abs(number->number()) > bound) return {};
    out.set(key, *number);
  }
  return out;
}

Json read_answer(const package::Package& package, const Question& question, const Json& value) {
  switch (question.kind) {
    case AnswerKind::text:
    case AnswerKind::long_text:
      return read_text(question, value);
    case AnswerKind::choice:
      return read_choice(question, value);
    case AnswerKind::choices:
    case AnswerKind::languages:
      return read_choices(question, value);
    case AnswerKind::year:
      return read_whole(value, 1900, 2100);
    case AnswerKind::count:
      return read_whole(value, 0, 1000);
    case AnswerKind::number:
      return value.is_number() ? value : Json();
    case AnswerKind::date:
      return value.is_string() && parse_date(value.string()) ? value : Json();
    case AnswerKind::availability:
      return read_availability(package, value);
    case AnswerKind::place:
      return read_place(value);
    case AnswerKind::yes_no:
      return value.is_bool() ? value : Json();
    case AnswerKind::time_zone:
      return value.is_string() && is_time_zone(value.string()) ? value : Json();
  }
  return {};
}

bool is_blank(const Json& value) {
  return value.is_null() || (value.is_string() && trimmed(value.string()).empty()) ||
         (value.is_array() && value.array_items().empty());
}

void name_unanswered(const package::Package& package, package::Side side,
                     const std::map<std::string, Json>& given, FieldErrors& errors) {
  for (const Question& question : package.questions) {
    if (!question.required || question.staff_only || question.own_words || !is_asked_of(question, side))
      continue;
    const auto answer = given.find(question.key);
    if (answer == given.end() || is_blank(answer->second))
      errors.push_back({"answers." + question.key, "required", "This question needs an answer."});
  }
}

std::vector<ChoiceView> choices_of(const package::Package& package, const Question& question,
                                   const std::string& language) {
  std::vector<ChoiceView> out;
  for (const auto& each : question.choices) {
    out.push_back({each.key, package::in_language(each.label, language, package.default_language)});
  }
  if (question.kind == AnswerKind::availability) {
    for (const auto& part : package.day_parts) {
      out.push_back({part.key, package::in_language(part.label, language, package.default_language)});
    }
  }
  return out;
}

std::string shown_to(const Question& question, const std::string& language) {
  if (question.staff_only || question.shown == package::Shown::never)
    return people_words::shown_to_staff.in(language);
  return question.shown == package::Shown::always ? people_words::shown_to_all.in(language)
                                                  : people_words::shown_if_you_like.in(language);
}

}  // namespace

package::Side side_of(Role role) {
  return role == Role::supporter ? package::Side::supporter : package::Side::participant;
}

bool is_asked_of(const Question& question, package::Side side) {
  if (question.asked_of == package::AskedOf::both) return true;
  return (question.asked_of == package::AskedOf::supporter) == (side == package::Side::supporter);
}

std::map<std::string, Json> checked_answers(const package::Package& package, package::Side side,
                                            const std::map<std::string, Json>& given, bool by_staff) {
  std::map<std::string, Json> out;
  FieldErrors errors;
  for (const auto& [key, value] : given) {
    const Question* question = package.question(key);
    if (!question || !is_asked_of(*question, side) || (question->staff_only && !by_staff)) {
      errors.push_back({"answers." + key, "unknown_answer", "There is no such question here."});
      continue;
    }
    if (is_blank(value)) continue;
    Json read = read_answer(package, *question, value);
    if (read.is_null()) {
      errors.push_back({"answers." + key, "does_not_fit", "This answer does not fit the question."});
    } else {
      out[key] = std::move(read);
    }
  }
  if (!by_staff) name_unanswered(package, side, given, errors);
  if (!errors.empty()) throw invalid(std::move(errors));
  return out;
}

std::vector<ProfileField> profile_fields(const package::Package& package, const Profile& profile,
                                         const std::string& language, bool for_staff) {
  std::vector<ProfileField> out;
  for (const Question& question : package.questions) {
    if (!is_asked_of(question, side_of(profile.role)) || (question.staff_only && !for_staff)) continue;
    if (question.own_words && !for_staff) continue;
    const auto answer = profile.answers.find(question.key);
    out.push_back({question.key, package::in_language(question.label, language, package.default_language),
                   package::in_language(question.help, language, package.default_language), question.kind,
                   choices_of(package, question, language),
                   answer == profile.answers.end() ? Json() : answer->second,
                   question.shown == package::Shown::owner_chooses && !question.staff_only,
                   std::ranges::find(profile.hidden, question.key) != profile.hidden.end(),
                   shown_to(question, language)});
  }
  return out;
}

std::vector<std::string> checked_hidden(const package::Package& package, package::Side side,
                                        const std::vector<std::string>& hidden) {
  for (const std::string& key : hidden) {
    const Question* question = package.question(key);
    if (!question || !is_asked_of(*question, side) || question->shown != package::Shown::owner_chooses) {
      throw invalid({{"hidden", "unknown_answer", "One of these cannot be hidden."}});
    }
  }
  return hidden;
}

std::string place_answer(const package::Package& package, const Profile& profile,
                         package::PrivacyPlace place) {
  for (const Question& question : package.questions) {
    if (question.privacy_place != place) continue;
    const auto found = profile.answers.find(question.key);
    if (found == profile.answers.end()) continue;
    return found->second.is_object() ? found->second.text("name")
                                     : (found->second.is_string() ? found->second.string() : "");
  }
  return "";
}

}  // namespace kith
