#include "modules/matching/model.h"

#include <algorithm>

#include "base/text.h"
#include "engine/schedule/weekly_slots.h"
#include "modules/programmes/package/free_parts.h"

namespace kith {
namespace {

using match::AttributeKind;
using package::AnswerKind;

constexpr int weeks_ahead = 4;
constexpr std::string_view birth_year = "birth_date";

AttributeKind attribute_kind(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::choices:
      return AttributeKind::set;
    case AnswerKind::languages:
      return AttributeKind::language;
    case AnswerKind::year:
    case AnswerKind::date:
      return AttributeKind::year;
    case AnswerKind::number:
    case AnswerKind::count:
      return AttributeKind::number;
    case AnswerKind::availability:
      return AttributeKind::availability;
    case AnswerKind::place:
      return AttributeKind::place;
    default:
      return AttributeKind::category;
  }
}

// A place is compared by distance under its own key, and by its name under this one. The answers that keep
// two people apart stand under it too, so that hiding one does not undo the wish never to be shown.
std::string name_key(const std::string& question) { return question + ".name"; }

// Whether a criterion looks at the answer.
bool is_matched(const package::Package& package, const std::string& field) {
  return std::ranges::any_of(package.matching.criteria, [&](const package::Criterion& each) {
    return each.participant_field == field || each.supporter_field == field;
  });
}

bool keeps_apart(const package::Question& question) {
  return question.privacy_place != package::PrivacyPlace::none;
}

match::CriterionKind criterion_kind(const package::Criterion& criterion, AttributeKind attribute) {
  using From = package::CriterionKind;
  using To = match::CriterionKind;
  switch (criterion.kind) {
    case From::same:
      return To::same;
    case From::different:
      return To::different;
    case From::shares_any:
      return attribute == AttributeKind::language ? To::language : To::shares_any;
    case From::near_km:
      return To::near_km;
    case From::close_number:
    case From::close_year:
      return To::close;
    case From::overlap:
      return To::overlap;
    case From::at_least:
      return attribute == AttributeKind::year ? To::at_most : To::at_least;
  }
  return To::same;
}

AttributeKind kind_of(const package::Package& package, const std::string& field) {
  if (field == birth_year) return AttributeKind::year;
  const auto* question = package.question(field);
  return question ? attribute_kind(question->kind) : AttributeKind::category;
}

// Without a car, the distance that counts is the programme's shorter one.
double reach_km(const package::Criterion& criterion, const Candidate& participant) {
  const auto travels = participant.profile.answers.find(criterion.travel_field);
  const bool stays = travels != participant.profile.answers.end() && travels->second == Json(false);
  return stays ? criterion.limit_if_no : criterion.limit;
}

void set_limits(match::Criterion& out, const package::Package& package, const package::Criterion& criterion,
                const Candidate& participant) {
  const double limit = criterion.limit > 0 ? criterion.limit : 1;
  switch (out.kind) {
    case match::CriterionKind::near_km:
      out.within = reach_km(criterion, participant);
      break;
    case match::CriterionKind::close:
      out.within = criterion.limit;
      break;
    case match::CriterionKind::overlap:
      out.at_least = limit * slot_minutes(package);
      out.enough = out.at_least + 3 * slot_minutes(package);
      break;
    case match::CriterionKind::at_most:
      out.offset = -criterion.limit;
      break;
    case match::CriterionKind::at_least:
      out.offset = criterion.limit;
      break;
    case match::CriterionKind::shares_any:
      out.at_least = limit;
      out.enough = limit + 2;
      break;
    case match::CriterionKind::language:
      out.at_least = limit;
      break;
    default:
      break;
  }
}

match::Strictness strictness_of(const package::Criterion& criterion) {
  if (criterion.strictness == package::Strictness::nice) return match::Strictness::nice;
  // What a participant may not switch can still give way to a programme's own fallback.
  const bool fixed = !criterion.participant_may_switch && criterion.fallback_to.empty();
  return fixed ? match::Strictness::fixed : match::Strictness::must;
}

match::Criterion match_criterion(const package::Package& package, const package::Criterion& criterion,
                                 const Candidate& participant) {
  const AttributeKind attribute = kind_of(package, criterion.supporter_field);
  match::Criterion out;
  out.key = criterion.key;
  out.kind = criterion_kind(criterion, attribute);
  const bool by_name = attribute == AttributeKind::place && out.kind != match::CriterionKind::near_km;
  out.participant = by_name ? name_key(criterion.participant_field) : criterion.participant_field;
  out.supporter = by_name ? name_key(criterion.supporter_field) : criterion.supporter_field;
  out.strictness = strictness_of(criterion);
  out.weight = criterion.weight;
  out.fallback_to = criterion.fallback_to;
  set_limits(out, package, criterion, participant);
  return out;
}

match::Value words_of(const Json& answer) {
  std::vector<std::string> words;
  for (const Json& each : answer.array_items()) words.push_back(folded(each.string()));
  return words;
}

match::Value languages_of(const Json& answer) {
  std::vector<match::LanguageSkill> skills;
  for (const Json& each : answer.array_items()) skills.push_back({each.string(), {}});
  return skills;
}

match::Value year_of(const Json& answer) {
  if (answer.is_integer()) return static_cast<int>(answer.integer());
  const auto date = answer.is_string() ? parse_date(answer.string()) : std::nullopt;
  if (!date) return {};
  return date->year;
}

match::Value place_of(const Json& answer) {
  const Json* latitude = answer.find("latitude");
  const Json* longitude = answer.find("longitude");
  if (!latitude || !longitude || !latitude->is_number() || !longitude->is_number()) return {};
  return match::Place{latitude->number(), longitude->number()};
}

match::Value free_time_of(const package::Package& package, const Json& answer, const std::string& zone) {
  std::vector<schedule::WeeklySlot> slots;
  for (const package::FreePart& each : package::free_parts(package, answer)) {
    slots.push_back({static_cast<schedule::Weekday>(each.day), each.from_minute, each.until_minute});
  }
  return schedule::Availability{schedule::WeeklySlots(std::move(slots)), zone};
}

match::Value value_of(const package::Package& package, const package::Question& question, const Json& answer,
                      const std::string& zone) {
  switch (question.kind) {
    case AnswerKind::choices:
      return words_of(answer);
    case AnswerKind::languages:
      return languages_of(answer);
    case AnswerKind::year:
    case AnswerKind::date:
      return year_of(answer);
    case AnswerKind::number:
    case AnswerKind::count:
      return answer.number();
    case AnswerKind::availability:
      return free_time_of(package, answer, zone);
    case AnswerKind::place:
      return place_of(answer);
    case AnswerKind::yes_no:
      return std::string(answer.boolean() ? "yes" : "no");
    default:
      return folded(answer.string());
  }
}

std::string zone_of(const package::Package& package, const Profile& profile) {
  for (const auto& question : package.questions) {
    if (question.kind != AnswerKind::time_zone) continue;
    const auto found = profile.answers.find(question.key);
    if (found != profile.answers.end()) return found->second.string();
  }
  return package.time_zone;
}

match::Profile match_profile(const package::Package& package, const Candidate& candidate, Eyes eyes) {
  match::Profile out;
  const Profile& profile = candidate.profile;
  const std::string zone = zone_of(package, profile);
  const bool may_hide = eyes == Eyes::participant && profile.role == Role::supporter;
  for (const auto& [key, answer] : profile.answers) {
    const auto* question = package.question(key);
    if (!question) continue;
    if (question->kind == AnswerKind::place) {
      out[name_key(key)] = folded(answer.text("name"));
    } else if (keeps_apart(*question)) {
      out[name_key(key)] = value_of(package, *question, answer, zone);
    }
    const bool hidden = std::ranges::find(profile.hidden, key) != profile.hidden.end();
    if ((may_hide && hidden) || !is_matched(package, key)) continue;
    out[key] = value_of(package, *question, answer, zone);
  }
  if (!candidate.birth_date.empty()) out[std::string(birth_year)] = year_of(candidate.birth_date);
  return out;
}

// "Never show me to people from my village": the same name of place, in whatever way it was typed.
std::vector<match::Avoid> avoids_of(const package::Package& package, const Exclusions& exclusions) {
  std::vector<match::Avoid> out;
  for (const auto& question : package.questions) {
    using package::PrivacyPlace;
    const bool wanted = (question.privacy_place == PrivacyPlace::town && exclusions.town) ||
                        (question.privacy_place == PrivacyPlace::clinic && exclusions.clinic) ||
                        (question.privacy_place == PrivacyPlace::workplace && exclusions.workplace);
    if (wanted) out.push_back({name_key(question.key)});
  }
  return out;
}

bool is_certified(const package::Package& package, const Profile& profile, Instant now) {
  return std::ranges::all_of(package.matching.certified_by, [&](const std::string& key) {
    const auto found = profile.answers.find(key);
    const auto date = found == profile.answers.end() || !found->second.is_string()
                          ? std::nullopt
                          : parse_date(found->second.string());
    return date && *date <= date_in(now, package.time_zone);
  });
}

}  // namespace

int slot_minutes(const package::Package& package) {
  int shortest = 12 * 60;
  for (const auto& part : package.day_parts)
    shortest = std::min(shortest, part.until_minute - part.from_minute);
  return shortest;
}

match::Model match_model(const Programme& programme, const Candidate& participant, Instant now) {
  const package::Package& package = *programme.package;
  match::Model model;
  model.horizon = {now, weeks_ahead};
  for (const auto& question : package.questions) {
    if (is_matched(package, question.key))
      model.attributes.push_back({question.key, attribute_kind(question.kind)});
    if (question.kind == AnswerKind::place) {
      model.attributes.push_back({name_key(question.key)});
    } else if (keeps_apart(question)) {
      model.attributes.push_back({name_key(question.key), attribute_kind(question.kind)});
    }
  }
  model.attributes.push_back({std::string(birth_year), AttributeKind::year});
  for (const auto& criterion : package.matching.criteria) {
    model.criteria.push_back(match_criterion(package, criterion, participant));
  }
  return model;
}

match::Person match_person(const Programme& programme, const Candidate& candidate, Eyes eyes) {
  match::Person out;
  out.id = candidate.profile.person.str();
  out.profile = match_profile(*programme.package, candidate, eyes);
  out.avoid = avoids_of(*programme.package, candidate.exclusions);
  for (const PersonId& each : candidate.blocked) out.avoid_people.push_back(each.str());
  return out;
}

match::Supporter match_supporter(const Programme& programme, const Candidate& candidate, std::int64_t load,
                                 Instant now, Eyes eyes) {
  return {match_person(programme, candidate, eyes),
          {candidate.capacity.capacity, static_cast<int>(load), candidate.capacity.resting(now),
           is_certified(*programme.package, candidate.profile, now)}};
}

}  // namespace kith
