#include "modules/programmes/package/package.h"

#include <sodium.h>

#include <algorithm>

#include "base/text.h"

namespace kith::package {

namespace {

template <class List>
auto with_key(const List& list, std::string_view key) -> decltype(list.data()) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.key == key; });
  return found == list.end() ? nullptr : &*found;
}

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

const std::string& in_language(const Words& words, const std::string& language, const std::string& fallback) {
  static const std::string nothing;
  for (const std::string& each : {language, fallback}) {
    const auto found = words.find(each);
    if (found != words.end()) return found->second;
  }
  return words.empty() ? nothing : words.begin()->second;
}

const QuestionChoice* Question::choice(std::string_view wanted) const { return with_key(choices, wanted); }
const Criterion* MatchingRules::criterion(std::string_view wanted) const {
  return with_key(criteria, wanted);
}
const RoleWords* Package::role(std::string_view key) const { return with_key(roles, key); }
const Question* Package::question(std::string_view key) const { return with_key(questions, key); }
const Text* Package::text(std::string_view key) const { return with_key(texts, key); }
const IdentityQuestion* Package::identity_question(std::string_view key) const {
  return with_key(identity, key);
}

std::optional<ColumnTarget> column_target(const Package& package, Side side, std::string_view header) {
  const std::string plain = plain_folded(header);
  const auto of_side = [&](const Columns& c) -> const auto& {
    return side == Side::participant ? c.participant : c.supporter;
  };
  for (const IdentityQuestion& each : package.identity) {
    if (has(of_side(each.columns), plain)) return ColumnTarget{each.key, true, ColumnTarget::Part::whole};
  }
  for (const Question& each : package.questions) {
    if (of_side(each.columns).empty()) continue;
    if (has(of_side(each.columns), plain)) return ColumnTarget{each.key, false, ColumnTarget::Part::whole};
    if (has(each.columns.latitude, plain)) return ColumnTarget{each.key, false, ColumnTarget::Part::latitude};
    if (has(each.columns.longitude, plain))
      return ColumnTarget{each.key, false, ColumnTarget::Part::longitude};
  }
  return std::nullopt;
}

const QuestionChoice* choice_for(const Question& question, std::string_view written) {
  const std::string plain = plain_folded(written);
  const auto is = [&](const std::string& text) { return plain_folded(text) == plain; };
  for (const QuestionChoice& each : question.choices) {
    if (is(each.key) || std::any_of(each.synonyms.begin(), each.synonyms.end(), is)) return &each;
    for (const auto& [language, label] : each.label) {
      if (is(label)) return &each;
    }
  }
  return nullptr;
}

Json package_to_json(const Package& package) {
  Json out = encode(package);
  const auto leave_out = [&](std::string_view name) {
    std::erase_if(out.members(), [&](const auto& each) { return each.first == name; });
  };
  if (!package.groups) leave_out("groups");
  if (!package.trial) leave_out("trial");
  if (!package.screen) leave_out("screen");
  if (package.retention == Retention{}) leave_out("retention");
  return out;
}

Package package_from_json(const Json& json) { return decode<Package>(json); }

std::string fingerprint_of(const Package& package) {
  const std::string text = to_text(package_to_json(package));
  unsigned char hash[crypto_generichash_BYTES];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                     nullptr, 0);
  char hex[sizeof hash * 2 + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

}  // namespace kith::package
