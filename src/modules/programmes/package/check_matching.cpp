#include <algorithm>

#include "modules/programmes/package/check.h"

namespace kith::package {

namespace {

const std::string file = "matching.yaml";

bool asked_of(AskedOf asked, Side side) {
  return asked == AskedOf::both ||
         asked == (side == Side::participant ? AskedOf::participant : AskedOf::supporter);
}

// The kind of answer that a rule would read, or nothing, with a problem, when the side is not asked for it.
std::optional<AnswerKind> kind_of(const Checking& check, const std::string& key, Side side,
                                  const std::string& path) {
  const IdentityQuestion* identity = check.package.identity_question(key);
  if (key == "birth_date" && identity && asked_of(identity->asked_of, side)) return AnswerKind::date;
  const Question* question = check.package.question(key);
  if (question && asked_of(question->asked_of, side)) return question->kind;
  std::vector<std::string> names;
  for (const Question& each : check.package.questions) {
    if (asked_of(each.asked_of, side)) names.push_back(each.key);
  }
  const std::string what = in_quotes(key) + " is not a question that the " + std::string(enum_name(side)) +
                           " is asked in profile.yaml";
  const std::string near = nearest(key, names);
  check.wrong(file, path, what, near.empty() ? "name one of its fields" : "did you mean \"" + near + "\"?");
  return std::nullopt;
}

// Answers that can stand side by side are of one family.
int family_of(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::choice:
    case AnswerKind::choices:
    case AnswerKind::languages:
      return 1;
    case AnswerKind::year:
    case AnswerKind::date:
      return 2;
    case AnswerKind::number:
    case AnswerKind::count:
      return 3;
    default:
      return 10 + static_cast<int>(kind);
  }
}

std::vector<AnswerKind> kinds_for(CriterionKind kind) {
  using A = AnswerKind;
  switch (kind) {
    case CriterionKind::same:
    case CriterionKind::different:
      return {A::choice, A::text, A::yes_no, A::year, A::count, A::number, A::place, A::time_zone};
    case CriterionKind::shares_any:
      return {A::choices, A::languages, A::choice};
    case CriterionKind::near_km:
      return {A::place};
    case CriterionKind::close_number:
      return {A::number, A::count};
    case CriterionKind::close_year:
      return {A::year, A::date};
    case CriterionKind::overlap:
      return {A::availability};
    case CriterionKind::at_least:
      return {A::number, A::count, A::year, A::date};
  }
  return {};
}

bool needs_limit(CriterionKind kind) {
  return kind == CriterionKind::near_km || kind == CriterionKind::close_number ||
         kind == CriterionKind::close_year;
}

void check_shared_choices(const Checking& check, const Criterion& rule, const std::string& path) {
  const Question* mine = check.package.question(rule.participant_field);
  const Question* theirs = check.package.question(rule.supporter_field);
  if (!mine || !theirs || mine == theirs || mine->choices.empty() || theirs->choices.empty()) return;
  const bool shared = std::any_of(mine->choices.begin(), mine->choices.end(),
                                  [&](const QuestionChoice& c) { return theirs->choice(c.key) != nullptr; });
  if (shared) return;
  check.wrong(file, path + ".supporter_field", "the two questions have no choice in common",
              "give both the same choice keys, for example with choices_of");
}

// Whether the file has this part of the path itself, and not only what is around it.
bool is_written(const Checking& check, const std::string& path) {
  const Place here = place_of(check.trees, file, path);
  const Place around = place_of(check.trees, file, path.substr(0, path.rfind('.')));
  return here.line != around.line || here.column != around.column;
}

void check_fields(const Checking& check, const Criterion& rule, const std::string& path) {
  const bool one = is_written(check, path + ".field");
  const std::string mine_path = path + (one ? ".field" : ".participant_field");
  const std::string their_path = path + (one ? ".field" : ".supporter_field");
  if (rule.participant_field.empty() || rule.supporter_field.empty()) return;
  const auto mine = kind_of(check, rule.participant_field, Side::participant, mine_path);
  const auto theirs = kind_of(check, rule.supporter_field, Side::supporter, their_path);
  if (!mine || !theirs) return;
  const auto kinds = kinds_for(rule.kind);
  const auto fits = [&](AnswerKind kind) { return std::count(kinds.begin(), kinds.end(), kind) > 0; };
  if (!fits(*mine) || !fits(*theirs) || family_of(*mine) != family_of(*theirs)) {
    std::vector<std::string> names;
    for (const AnswerKind each : kinds) names.emplace_back(enum_name(each));
    check.wrong(file, path + ".kind",
                "a rule of the kind " + std::string(enum_name(rule.kind)) + " cannot compare " +
                    std::string(enum_name(*mine)) + " with " + std::string(enum_name(*theirs)),
                "name two questions of one kind: " + one_of(names));
    return;
  }
  check_shared_choices(check, rule, path);
}

void check_limits(const Checking& check, const Criterion& rule, const std::string& path) {
  if (needs_limit(rule.kind) && rule.limit <= 0) {
    check.wrong(file, path + ".limit",
                "a rule of the kind " + std::string(enum_name(rule.kind)) + " needs a limit",
                "add limit: with a number above 0");
  }
  if (rule.travel_field.empty()) return;
  const Question* travel = check.package.question(rule.travel_field);
  if (rule.kind != CriterionKind::near_km || !travel || travel->kind != AnswerKind::yes_no ||
      !asked_of(travel->asked_of, Side::participant)) {
    check.wrong(
        file, path + ".travel_field",
        in_quotes(rule.travel_field) + " is not a yes_no question of the participant for a near_km rule",
        "name a yes_no question, or take the line out");
  }
  if (rule.limit_if_no <= 0) {
    check.wrong(file, path + ".travel_field", "it is not said how far somebody who cannot travel may live",
                "add limit_if_no: with kilometres");
  }
}

void check_fallback(const Checking& check, const Criterion& rule, const std::string& path) {
  std::vector<std::string> seen{rule.key};
  for (const Criterion* each = &rule; !each->fallback_to.empty();) {
    const Criterion* next = check.package.matching.criterion(each->fallback_to);
    if (!next) {
      if (each != &rule) return;  // the problem belongs to the other rule
      std::vector<std::string> names;
      for (const Criterion& known : check.package.matching.criteria) names.push_back(known.key);
      return check.wrong(file, path + ".fallback_to",
                         in_quotes(rule.fallback_to) + " is not a rule of this file",
                         choose_from(rule.fallback_to, names));
    }
    if (std::count(seen.begin(), seen.end(), next->key)) {
      return check.wrong(file, path + ".fallback_to",
                         "the fallbacks go round in a circle from " + in_quotes(rule.key),
                         "let the last one stand without fallback_to");
    }
    seen.push_back(next->key);
    each = next;
  }
}

void check_sentences(const Checking& check, const Criterion& rule, const std::string& path) {
  const auto place = [&](const std::string& key) {
    return [&check, path, key](const std::string& language) {
      return place_of(check.trees, file, path + "." + key + "." + language);
    };
  };
  check_message(rule.label, {}, check.findings, place("label"));
  check_message(rule.sentence, sentence_arguments(rule.kind), check.findings, place("sentence"));
  auto differs = sentence_arguments(rule.kind);
  differs.insert(differs.end(), {"mine", "theirs"});
  check_message(rule.differs, differs, check.findings, place("differs"));
}

void check_field_of_kind(const Checking& check, const std::string& key, Side side, AnswerKind wanted,
                         const std::string& path) {
  if (key.empty()) return;
  const auto kind = kind_of(check, key, side, path);
  if (!kind || *kind == wanted) return;
  check.wrong(file, path, in_quotes(key) + " is a question of the kind " + std::string(enum_name(*kind)),
              "name one of the kind " + std::string(enum_name(wanted)));
}

}  // namespace

void check_matching(const Checking& check) {
  const MatchingRules& rules = check.package.matching;
  check_field_of_kind(check, rules.capacity_field, Side::supporter, AnswerKind::count, "capacity_field");
  check_field_of_kind(check, rules.waiting_since, Side::participant, AnswerKind::date, "waiting_since");
  for (std::size_t i = 0; i < rules.certified_by.size(); ++i) {
    check_field_of_kind(check, rules.certified_by[i], Side::supporter, AnswerKind::date,
                        "certified_by." + std::to_string(i));
  }
  if (rules.criteria.empty())
    check.wrong(file, "criteria", "there is no rule of matching", "add at least one");
  for (std::size_t i = 0; i < rules.criteria.size(); ++i) {
    const Criterion& rule = rules.criteria[i];
    const std::string path = "criteria." + std::to_string(i);
    if (rules.criterion(rule.key) != &rule && !rule.key.empty()) {
      check.wrong(file, path + ".key", "the rule " + in_quotes(rule.key) + " is there twice",
                  "keep one of the two");
    }
    check_fields(check, rule, path);
    check_limits(check, rule, path);
    check_fallback(check, rule, path);
    check_sentences(check, rule, path);
  }
}

}  // namespace kith::package
