#include "modules/matching/sentences.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "modules/matching/words.h"
#include "modules/programmes/package/texts.h"

namespace kith {
namespace {

constexpr double metres_per_mile = 1609.344;
constexpr std::size_t most_slots_said = 4;

// A number of thousandths, miles or kilometres as a whole number in text.
std::string whole(double value) {
  return std::to_string(static_cast<std::int64_t>(std::llround(std::abs(value))));
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) (out += out.empty() ? "" : ", ") += each;
  return out;
}

// Whether the owner lets the answer that a sentence speaks of be seen.
bool may_say(const package::Package& package, const Profile& about, const std::string& field) {
  const auto* question = package.question(field);
  if (!question) return true;  // age, which is said without the date
  return !question->staff_only && std::ranges::find(about.hidden, field) == about.hidden.end();
}

std::vector<std::string> first_of(std::vector<std::string> sentences, std::size_t most) {
  if (sentences.size() > most) sentences.resize(most);
  return sentences;
}

}  // namespace

std::vector<std::string> Speaker::reasons(const match::Suggestion& suggestion, const Profile& about,
                                          std::size_t most) const {
  // What every suggestion has (a shared language) says least about this one, so it comes last.
  std::vector<std::string> out, of_all;
  for (const match::Finding& finding : suggestion.reasons) {
    const auto* criterion = programme_.package->matching.criterion(finding.key);
    if (!criterion || !may_say(*programme_.package, about, criterion->supporter_field)) continue;
    std::string words = sentence(*criterion, criterion->sentence, finding);
    if (words.empty()) continue;
    (criterion->participant_may_switch ? out : of_all).push_back(std::move(words));
  }
  std::ranges::move(of_all, std::back_inserter(out));
  return first_of(std::move(out), most);
}

std::vector<std::string> Speaker::differs(const match::Suggestion& suggestion, const Profile& about,
                                          std::size_t most) const {
  std::vector<std::string> out;
  for (const match::Finding& finding : suggestion.differs) {
    const auto* criterion = programme_.package->matching.criterion(finding.key);
    if (!criterion || !may_say(*programme_.package, about, criterion->supporter_field)) continue;
    std::string words = sentence(*criterion, criterion->differs, finding);
    if (!words.empty()) out.push_back(std::move(words));
  }
  return first_of(std::move(out), most);
}

std::string Speaker::sentence(const package::Criterion& criterion, const package::Words& words,
                              const match::Finding& finding) const {
  const std::string& message = package::in_language(words, language_, programme_.package->default_language);
  if (message.empty()) return "";
  const match::Facts& facts = finding.facts;
  const double amount = static_cast<double>(facts.amount.value_or(0));
  const std::string shared = labels(criterion, facts.shared.empty() ? facts.supporter : facts.shared);
  const double slot = slot_minutes(*programme_.package);
  return package::fill(message, language_,
                       {{"value", shared},
                        {"values", shared},
                        {"mine", labels(criterion, facts.participant)},
                        {"theirs", labels(criterion, facts.supporter)},
                        {"years", whole(amount)},
                        {"number", whole(amount / 1000)},
                        {"km", whole(std::max(1.0, amount / 1000))},
                        {"miles", whole(std::max(1.0, amount / metres_per_mile))},
                        {"slots", whole(std::max(1.0, std::floor(amount / slot)))}});
}

std::string Speaker::asked(const std::string& criterion, const std::vector<std::string>& words) const {
  const auto* found = programme_.package->matching.criterion(criterion);
  if (!found) return criterion;
  match::Finding finding;
  finding.key = criterion;
  finding.facts.shared = words;
  std::string said = words.empty() ? "" : sentence(*found, found->sentence, finding);
  if (!said.empty()) return said;
  return package::in_language(found->label, language_, programme_.package->default_language);
}

// Words are compared folded, so the label is found by the folded form of the choice.
std::string Speaker::label(const package::Question& question, const std::string& word) const {
  for (const auto& choice : question.choices) {
    if (choice.key == word || folded(choice.key) == word) {
      return package::in_language(choice.label, language_, programme_.package->default_language);
    }
  }
  return word;
}

std::string Speaker::labels(const package::Criterion& criterion,
                            const std::vector<std::string>& words) const {
  const auto* question = programme_.package->question(criterion.supporter_field);
  std::vector<std::string> out;
  for (const std::string& each : words) out.push_back(question ? label(*question, each) : each);
  return joined(out);
}

std::string Speaker::usually_free(const Profile& profile) const {
  static const std::vector<std::string> week{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::vector<std::string> slots;
  bool more = false;
  for (const auto& question : programme_.package->questions) {
    const auto answer = profile.answers.find(question.key);
    if (question.kind != package::AnswerKind::availability || answer == profile.answers.end() ||
        !profile.shows(question)) {
      continue;
    }
    for (const Json& each : answer->second.array_items()) {
      const auto parts = split(each.string(), ' ');
      const auto day = static_cast<std::size_t>(std::ranges::find(week, parts.at(0)) - week.begin());
      const auto part = std::ranges::find(programme_.package->day_parts, parts.at(1), &package::DayPart::key);
      if (day >= week.size() || part == programme_.package->day_parts.end()) continue;
      more = slots.size() == most_slots_said;
      if (more) break;
      slots.push_back(matching_words::days[day].in(language_) + " " +
                      package::in_language(part->label, language_, programme_.package->default_language));
    }
  }
  const std::string list = joined(slots);
  return more ? matching_words::and_more.in(language_, {{"list", list}}) : list;
}

std::string Speaker::answer_words(const package::Question& question, const Json& answer) const {
  using package::AnswerKind;
  switch (question.kind) {
    case AnswerKind::choice:
    case AnswerKind::text:
      return label(question, answer.string());
    case AnswerKind::choices:
    case AnswerKind::languages: {
      std::vector<std::string> words;
      for (const Json& each : answer.array_items()) words.push_back(label(question, each.string()));
      return joined(words);
    }
    case AnswerKind::year:
      return std::to_string(answer.integer());
    case AnswerKind::place:
      return answer.text("name");
    default:
      return "";
  }
}

}  // namespace kith
