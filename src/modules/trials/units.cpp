#include "modules/trials/units.h"

#include <algorithm>

#include "base/text.h"
#include "modules/trials/words.h"

namespace kith {
namespace {

using package::AnswerKind;
using package::TrialFactor;
using package::TrialMethod;

constexpr const char* other_answer = "other";

std::vector<std::string> names_of_cuts(const std::vector<int>& cuts) {
  std::vector<std::string> out = {"under_" + std::to_string(cuts.front())};
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
    out.push_back(std::to_string(cuts[i]) + "_to_" + std::to_string(cuts[i + 1] - 1));
  out.push_back(std::to_string(cuts.back()) + "_or_more");
  return out;
}

std::vector<std::string> levels_of(const TrialFactor& factor, const package::Package& package) {
  if (!factor.cuts.empty()) return names_of_cuts(factor.cuts);
  std::vector<std::string> out;
  const package::Question* question = package.question(factor.field);
  if (!question || question->kind == AnswerKind::yes_no) return {"yes", "no"};
  for (const package::QuestionChoice& each : question->choices) out.push_back(each.key);
  if (question->open && std::ranges::find(out, other_answer) == out.end()) out.emplace_back(other_answer);
  return out;
}

// An answer as the rules name it; "" for none.
std::string word_of(const package::Answers& answers, const std::string& field) {
  const auto at = answers.find(field);
  if (at == answers.end()) return "";
  if (at->second.is_bool()) return at->second.boolean() ? "yes" : "no";
  return at->second.is_string() ? at->second.string() : at->second.text("name");
}

std::optional<double> number_of(const package::Answers& answers, const std::string& field) {
  const auto at = answers.find(field);
  if (at == answers.end()) return std::nullopt;
  if (at->second.is_bool()) return at->second.boolean() ? 1 : 0;
  if (at->second.is_number()) return at->second.number();
  return std::nullopt;
}

trial::PlanMethod method_of(TrialMethod method) {
  switch (method) {
    case TrialMethod::simple:
      return trial::PlanMethod::simple;
    case TrialMethod::blocks:
    case TrialMethod::stratified:
      return trial::PlanMethod::blocks;
    case TrialMethod::minimise:
      return trial::PlanMethod::minimise;
    case TrialMethod::constrained:
      break;
  }
  return trial::PlanMethod::constrained;
}

}  // namespace

bool WaitingUnit::ready() const {
  return !unknown && std::ranges::all_of(levels, [](const auto& each) { return each.has_value(); });
}

trial::Plan plan_of(const package::TrialRules& rules, const package::Package& package) {
  trial::Plan out;
  out.method = method_of(rules.method);
  for (const package::TrialArmRules& each : rules.arms) out.arms.push_back({each.key, each.share});
  for (const TrialFactor& each : rules.factors) {
    trial::Factor factor{each.field, {}, each.weight};
    if (rules.method != TrialMethod::constrained) factor.levels = levels_of(each, package);
    out.factors.push_back(std::move(factor));
  }
  out.blocks = rules.blocks;
  out.best_milli = rules.percent_best * 10;
  out.candidates = rules.candidates;
  out.keep_milli = rules.percent_kept * 10;
  return out;
}

std::string factor_words(const TrialFactor& factor, const Programme& programme, const std::string& language) {
  const package::Question* question = programme.package->question(factor.field);
  if (!question) return trials_words::how_many.in(language);
  return package::in_language(question->label, language, programme.package->default_language);
}

WaitingUnits::WaitingUnits(Context& context, const People& people, const Programme& programme,
                           const package::TrialRules& rules, const trial::Plan& plan)
    : programme_(programme), rules_(rules), plan_(plan) {
  std::map<std::string, std::pair<WaitingUnit, std::vector<Member>>> found;
  const auto reach = reach_profiles_for_matching(context, programme.id);
  people.each_member(context, reach, package::Side::participant, [&](const Profile& profile) {
    const std::string name = written(profile);
    const std::string key = rules_.of_people() ? profile.person.str() : folded(name);
    if (key.empty() || !may_be_allocated(context, people, profile)) return;
    auto& [unit, members] = found[key];
    if (unit.people.empty()) {
      unit.hash =
          context.vault.lookup_hash("trials.unit", programme.id.str() + "\n" + rules_.key + "\n" + key);
      unit.name = name;
    }
    unit.people.push_back(profile.person);
    members.push_back({profile.person, profile.answers});
  });
  for (auto& [key, each] : found) {
    measure(each.first, each.second);
    units_.push_back(std::move(each.first));
  }
}

bool WaitingUnits::may_be_allocated(Context& context, const People& people, const Profile& profile) const {
  if (profile.state != GrantState::active) return false;
  for (const package::TrialAnswer& each : rules_.answers) {
    if (std::ranges::find(each.is, word_of(profile.answers, each.field)) == each.is.end()) return false;
  }
  return rules_.consent.empty() || people.agreed(context, profile.person, programme_, rules_.consent);
}

// What makes the unit: the choice's label, the place, or the text as it was typed.
std::string WaitingUnits::written(const Profile& profile) const {
  if (rules_.of_people()) return "";
  const std::string word = trimmed(word_of(profile.answers, rules_.unit));
  const package::Question* question = programme_.package->question(rules_.unit);
  const package::QuestionChoice* choice = question ? question->choice(word) : nullptr;
  if (!choice) return word;
  return package::in_language(choice->label, programme_.package->default_language, "en");
}

void WaitingUnits::measure(WaitingUnit& unit, const std::vector<Member>& members) const {
  const bool constrained = plan_.method == trial::PlanMethod::constrained;
  for (std::size_t f = 0; f < rules_.factors.size(); ++f) {
    const TrialFactor& factor = rules_.factors[f];
    std::optional<std::string> level;
    if (constrained || !factor.cuts.empty()) {
      if (const auto value = mean(factor, members)) {
        const auto above = std::ranges::upper_bound(factor.cuts, *value) - factor.cuts.begin();
        level = constrained ? trial::value_text(*value)
                            : plan_.factors[f].levels[static_cast<std::size_t>(above)];
      }
    } else {
      level = most_common(factor, members);
      const auto& all = plan_.factors[f].levels;
      if (level && std::ranges::find(all, *level) == all.end()) {
        const bool takes_others = std::ranges::find(all, other_answer) != all.end();
        if (takes_others) level = other_answer;
        if (!takes_others) unit.unknown = f;
      }
    }
    unit.levels.push_back(std::move(level));
  }
}

std::optional<double> WaitingUnits::mean(const TrialFactor& factor,
                                         const std::vector<Member>& members) const {
  if (factor.field == package::factor_people) return static_cast<double>(members.size());
  double sum = 0;
  int answered = 0;
  for (const Member& each : members) {
    const auto value = number_of(each.answers, factor.field);
    if (!value) continue;
    sum += *value;
    ++answered;
  }
  if (answered == 0) return std::nullopt;
  return sum / answered;
}

// Of answers given equally often, the one that comes first in the alphabet.
std::optional<std::string> WaitingUnits::most_common(const TrialFactor& factor,
                                                     const std::vector<Member>& members) const {
  std::map<std::string, int> counts;
  for (const Member& each : members) {
    const std::string word = word_of(each.answers, factor.field);
    if (!word.empty()) ++counts[word];
  }
  if (counts.empty()) return std::nullopt;
  return std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; })->first;
}

}  // namespace kith
