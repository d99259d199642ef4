#include <algorithm>

#include "base/text.h"
#include "modules/programmes/package/check.h"

namespace kith::package {

namespace {

const std::string file = "profile.yaml";

std::string at(std::string_view list, std::size_t index, std::string_view key) {
  return std::string(list) + "." + std::to_string(index) + "." + std::string(key);
}

void check_identity(const Checking& check) {
  const auto& identity = check.package.identity;
  for (std::size_t i = 0; i < identity.size(); ++i) {
    if (check.package.identity_question(identity[i].key) != &identity[i] && !identity[i].key.empty()) {
      check.wrong(file, at("identity", i, "key"),
                  "the field " + in_quotes(identity[i].key) + " is there twice", "keep one of the two");
    }
  }
  const IdentityQuestion* first = check.package.identity_question("first_name");
  if (!first || !first->required) {
    check.wrong(file, "identity", "nobody is asked for a first name", "add first_name with required: yes");
  }
  const auto has = [&](const char* key) { return check.package.identity_question(key) != nullptr; };
  if (!has("email") && !has("phone") && !has("mobile")) {
    check.wrong(file, "identity", "there is no way to invite people", "add email, phone or mobile");
  }
}

void check_keys(const Checking& check) {
  const auto& questions = check.package.questions;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const std::string& key = questions[i].key;
    if (key.empty()) continue;
    if (check.package.question(key) != &questions[i]) {
      check.wrong(file, at("fields", i, "key"), "the field " + in_quotes(key) + " is there twice",
                  "keep one of the two, or give it another key");
    }
    if (check.package.identity_question(key)) {
      check.wrong(file, at("fields", i, "key"), in_quotes(key) + " is already an identity field",
                  "take it out of fields, or out of identity");
    }
  }
}

// A roster header must lead to one field only.
void check_headers(const Checking& check, Side side) {
  std::map<std::string, std::string> taken;
  const auto take = [&](const std::vector<std::string>& headers, const std::string& key,
                        const std::string& path) {
    for (const std::string& each : headers) {
      const auto [owner, fresh] = taken.emplace(each, key);
      if (fresh || owner->second == key) continue;
      check.wrong(file, path,
                  "the column " + in_quotes(each) + " belongs to " + in_quotes(owner->second) + " too",
                  "keep it in one of the two");
    }
  };
  const auto of_side = [&](const Columns& c) {
    return side == Side::participant ? c.participant : c.supporter;
  };
  for (std::size_t i = 0; i < check.package.identity.size(); ++i) {
    const IdentityQuestion& each = check.package.identity[i];
    take(of_side(each.columns), each.key, at("identity", i, "columns"));
  }
  for (std::size_t i = 0; i < check.package.questions.size(); ++i) {
    const Question& each = check.package.questions[i];
    const std::string path = at("fields", i, "columns");
    take(of_side(each.columns), each.key, path);
    if (of_side(each.columns).empty()) continue;
    take(each.columns.latitude, each.key + " (latitude)", path);
    take(each.columns.longitude, each.key + " (longitude)", path);
  }
}

// One way of writing must not stand for two choices.
void check_choices(const Checking& check, std::size_t index) {
  const Question& question = check.package.questions[index];
  std::map<std::string, std::string> taken;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const QuestionChoice& choice = question.choices[i];
    const std::string path = at("fields", index, "choices." + std::to_string(i));
    std::vector<std::string> written = choice.synonyms;
    written.push_back(choice.key);
    for (const auto& [language, label] : choice.label) written.push_back(label);
    for (const std::string& each : written) {
      const auto [owner, fresh] = taken.emplace(plain_folded(each), choice.key);
      if (fresh || owner->second == choice.key) continue;
      check.wrong(file, path, in_quotes(each) + " stands for " + in_quotes(owner->second) + " too",
                  "let it stand for one choice only");
    }
    if (question.kind == AnswerKind::languages && (choice.key.size() < 2 || choice.key.size() > 3)) {
      check.wrong(file, path + ".key", in_quotes(choice.key) + " is not a language code",
                  "write two or three small letters: en, fr, yue");
    }
    const auto& modes = check.package.modes;
    const bool is_mode =
        std::any_of(modes.begin(), modes.end(), [&](const Mode& m) { return m.key == choice.key; });
    if (question.key == "channels" && !is_mode) {
      check.wrong(file, path + ".key", in_quotes(choice.key) + " is not a mode of this programme",
                  "add it to modes in programme.yaml, or take it out");
    }
  }
}

void check_own_words(const Checking& check) {
  for (const AskedOf side : {AskedOf::participant, AskedOf::supporter}) {
    int count = 0;
    for (std::size_t i = 0; i < check.package.questions.size(); ++i) {
      const Question& each = check.package.questions[i];
      if (!each.own_words || (each.asked_of != side && each.asked_of != AskedOf::both) || ++count < 2)
        continue;
      check.wrong(file, at("fields", i, "own_words"), "there is more than one line in own words for one side",
                  "keep own_words on one question");
    }
  }
}

void check_recorded_consent(const Checking& check) {
  for (const ConsentPurpose& each : check.package.consents) {
    if (each.recorded_in.empty()) continue;
    const Question* question = check.package.question(each.recorded_in);
    if (question && question->kind == AnswerKind::date) continue;
    check.wrong("programme.yaml", "consents." + each.key + ".recorded_in",
                in_quotes(each.recorded_in) + " is not a date question in profile.yaml",
                "name a question of the kind date, or take the line out");
  }
}

}  // namespace

void check_profile(const Checking& check) {
  check_identity(check);
  check_keys(check);
  check_headers(check, Side::participant);
  check_headers(check, Side::supporter);
  check_own_words(check);
  check_recorded_consent(check);
  for (std::size_t i = 0; i < check.package.questions.size(); ++i) {
    check_choices(check, i);
    if (check.package.questions[i].kind == AnswerKind::availability && check.package.day_parts.empty()) {
      check.wrong(file, at("fields", i, "kind"), "people say when they are free, but the day has no parts",
                  "add day_parts in programme.yaml");
    }
  }
}

}  // namespace kith::package
