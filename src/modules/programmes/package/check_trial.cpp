#include <algorithm>

#include "modules/programmes/package/read_trial.h"

namespace kith::package {
namespace {

using Kinds = std::vector<AnswerKind>;
using K = AnswerKind;

constexpr std::size_t most_strata = 500;

bool is_numeric(AnswerKind kind) { return kind == K::number || kind == K::count || kind == K::year; }

class TrialCheck {
 public:
  TrialCheck(const Checking& check, const TrialRules& rules) : check_(check), rules_(rules) {}

  void run() const {
    if (!rules_.of_people()) question("unit", rules_.unit, {K::text, K::choice, K::place});
    for (std::size_t f = 0; f < rules_.factors.size(); ++f) factor(f);
    strata();
    chance();
    consent();
    for (std::size_t a = 0; a < rules_.answers.size(); ++a) answer(a);
  }

 private:
  void wrong(const std::string& path, std::string what, std::string cure) const {
    check_.wrong("trial.yaml", path, std::move(what), std::move(cure));
  }

  const Question* question(const std::string& path, const std::string& key, const Kinds& kinds) const {
    if (key.empty()) return nullptr;
    const Question* found = check_.package.question(key);
    if (!found || found->asked_of == AskedOf::supporter) {
      std::vector<std::string> names;
      for (const Question& each : check_.package.questions) {
        if (each.asked_of != AskedOf::supporter) names.push_back(each.key);
      }
      if (path == "unit") names.emplace_back(unit_is_person);
      wrong(path, in_quotes(key) + " is not a question that the participant is asked",
            choose_from(key, names));
      return nullptr;
    }
    if (std::ranges::find(kinds, found->kind) != kinds.end()) return found;
    std::vector<std::string> names;
    for (const AnswerKind kind : kinds) names.emplace_back(enum_name(kind));
    wrong(path, in_quotes(key) + " is a question of another kind", "name one of kind " + one_of(names));
    return nullptr;
  }

  void factor(std::size_t at) const {
    const TrialFactor& each = rules_.factors[at];
    const std::string path = "factors." + std::to_string(at);
    for (std::size_t before = 0; before < at; ++before) {
      if (!each.field.empty() && rules_.factors[before].field == each.field)
        return wrong(path + ".field", "the factor " + in_quotes(each.field) + " is there twice", "keep one");
    }
    bool numeric = true;
    if (each.field == factor_people) {
      if (rules_.of_people())
        return wrong(path + ".field", "a person is no unit of several people", "take this factor out");
    } else {
      const Question* found =
          question(path + ".field", each.field, {K::choice, K::yes_no, K::number, K::count, K::year});
      if (!found) return;
      numeric = is_numeric(found->kind);
      if (rules_.method == TrialMethod::constrained && found->kind == K::choice)
        return wrong(path + ".field", "the mean of choices is no number",
                     "name a number, count, year or yes_no question, or people");
    }
    if (rules_.method == TrialMethod::constrained) return;
    if (numeric && each.cuts.empty())
      wrong(path + ".field", "it is not said where the levels of " + in_quotes(each.field) + " begin",
            "write cuts, such as cuts: [5, 10]");
    if (!numeric && !each.cuts.empty())
      wrong(path + ".cuts", "answers of this kind have no order to cut", "take cuts out");
  }

  void strata() const {
    if (rules_.method != TrialMethod::stratified) return;
    std::size_t count = 1;
    for (const TrialFactor& each : rules_.factors) {
      const Question* found = check_.package.question(each.field);
      const std::size_t levels = !each.cuts.empty()                 ? each.cuts.size() + 1
                                 : found && !found->choices.empty() ? found->choices.size() + found->open
                                                                    : 2;
      count = std::min(count * levels, most_strata + 1);
    }
    if (count > most_strata)
      wrong("factors", "the factors make more than " + std::to_string(most_strata) + " strata",
            "take a factor out, or choose minimise as the method");
  }

  void chance() const {
    if (rules_.method != TrialMethod::minimise || rules_.arms.empty()) return;
    int sum = 0, largest = 0;
    for (const TrialArmRules& each : rules_.arms) {
      sum += each.share;
      largest = std::max(largest, each.share);
    }
    if (rules_.percent_best * sum < largest * 100)
      wrong("probability", "the best arm would come less often than the shares alone give it",
            "write at least " + std::to_string((largest * 100 + sum - 1) / sum));
  }

  void consent() const {
    if (rules_.consent.empty()) return;
    std::vector<std::string> names;
    for (const ConsentPurpose& each : check_.package.consents) {
      if (each.asked_of != AskedOf::supporter) names.push_back(each.key);
    }
    if (std::ranges::find(names, rules_.consent) == names.end())
      wrong("who.consent",
            in_quotes(rules_.consent) + " is nothing that the participant is asked to agree to",
            choose_from(rules_.consent, names));
  }

  void answer(std::size_t at) const {
    const TrialAnswer& each = rules_.answers[at];
    const std::string path = "who.answers." + std::to_string(at);
    const Question* found = question(path + ".field", each.field, {K::choice, K::yes_no});
    if (!found) return;
    std::vector<std::string> names;
    for (const QuestionChoice& choice : found->choices) names.push_back(choice.key);
    if (found->kind == K::yes_no) names = {"yes", "no"};
    for (const std::string& word : each.is) {
      if (std::ranges::find(names, word) == names.end())
        wrong(path + ".is", in_quotes(word) + " is not an answer to " + in_quotes(each.field),
              choose_from(word, names));
    }
  }

  const Checking& check_;
  const TrialRules& rules_;
};

}  // namespace

void check_trial(const Checking& check, const TrialRules& rules) { TrialCheck(check, rules).run(); }

}  // namespace kith::package
