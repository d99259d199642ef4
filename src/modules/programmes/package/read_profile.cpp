#include <algorithm>

#include "base/text.h"
#include "modules/programmes/package/read.h"

namespace kith::package {

namespace {

constexpr int longest_answer = 4000;

// Rosters write first_name, First name and FIRST-NAME: one form for all of them.
std::vector<std::string> headers(const std::vector<std::string>& written) {
  std::vector<std::string> out;
  for (const std::string& each : written) {
    std::string plain = plain_folded(each);
    if (!plain.empty() && !std::count(out.begin(), out.end(), plain)) out.push_back(std::move(plain));
  }
  return out;
}

void join(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& each : more) {
    if (!std::count(to.begin(), to.end(), each)) to.push_back(each);
  }
}

// `columns` is a list for both sides, or a group of lists: both, participant, supporter, latitude, longitude.
Columns read_columns(Scope& field, const std::string& key, AskedOf asked_of) {
  std::vector<std::string> both = headers({key});
  Columns out;
  if (field.is("columns", Tree::Kind::map)) {
    Scope lists(*field.map("columns", Need::optional), field.reading());
    join(both, headers(lists.texts("both", Need::optional)));
    out.participant = headers(lists.texts("participant", Need::optional));
    out.supporter = headers(lists.texts("supporter", Need::optional));
    out.latitude = headers(lists.texts("latitude", Need::optional));
    out.longitude = headers(lists.texts("longitude", Need::optional));
    lists.finish();
  } else {
    join(both, headers(field.texts("columns", Need::optional)));
  }
  join(out.participant, both);
  join(out.supporter, both);
  if (asked_of == AskedOf::supporter) out.participant.clear();
  if (asked_of == AskedOf::participant) out.supporter.clear();
  return out;
}

QuestionChoice read_choice(const Tree& tree, const Reading& reading) {
  QuestionChoice out;
  if (!is_map(tree, reading, "a choice")) return out;
  Scope choice(tree, reading);
  out.key = choice.name("key");
  out.label = choice.words("label", Need::required);
  out.synonyms = choice.texts("synonyms", Need::optional);
  choice.finish();
  return out;
}

bool has_choices(AnswerKind kind) {
  return kind == AnswerKind::choice || kind == AnswerKind::choices || kind == AnswerKind::languages;
}

void read_choices(Scope& field, Question& out) {
  const Tree* list = field.list("choices", Need::optional);
  for (std::size_t i = 0; list && i < list->items.size(); ++i) {
    const Tree& item = list->items[i];
    QuestionChoice made = read_choice(item, field.reading());
    if (!made.key.empty() && out.choice(made.key)) {
      field.reading().findings.add({field.reading().file, item.line, item.column},
                                   "the choice " + in_quotes(made.key) + " is there twice",
                                   "keep one of the two");
    }
    out.choices.push_back(std::move(made));
  }
}

// `choices_of` takes the list of a question that stands earlier, so that both sides answer in the same words.
void share_choices(Scope& field, const Package& package, Question& out) {
  const std::string from = field.name("choices_of", Need::optional);
  if (from.empty()) return;
  const Question* source = package.question(from);
  if (!source || source->choices.empty()) {
    field.wrong("choices_of", in_quotes(from) + " is not a question with choices that stands before this one",
                "name an earlier question, or write choices here");
  } else if (!out.choices.empty()) {
    field.wrong("choices_of", "the question has both choices and choices_of", "keep one of the two");
  } else {
    out.choices = source->choices;
  }
}

void check_shape(Scope& field, const Question& question) {
  if (has_choices(question.kind) && question.choices.empty()) {
    field.wrong("choices", "the question " + in_quotes(question.key) + " has no choices",
                "add choices, or make its kind text");
  }
  if (!has_choices(question.kind) && !question.choices.empty()) {
    field.wrong("choices",
                "a question of the kind " + std::string(enum_name(question.kind)) + " has no choices",
                "take them out, or make its kind choice or choices");
  }
  if (question.own_words && (question.kind != AnswerKind::text || question.max_length > 280)) {
    field.wrong("own_words", "a line in own words is a text of at most 280 characters",
                "make its kind text and max_length 280 or less");
  }
  const bool has_coordinates = !question.columns.latitude.empty() || !question.columns.longitude.empty();
  if (has_coordinates && question.kind != AnswerKind::place) {
    field.wrong("columns", "only a place has columns for latitude and longitude", "make its kind place");
  }
  if (question.health && question.shown == Shown::always) {
    field.wrong("shown", "an answer about health is always shown", "write shown: owner_chooses or never");
  }
}

void read_flags(Scope& field, Question& out) {
  out.required = field.yes("required");
  out.staff_only = field.yes("staff_only");
  out.health = field.yes("health");
  out.own_words = field.yes("own_words");
  out.open = field.yes("open");
  out.shown = field.one("shown", Need::optional, out.staff_only ? Shown::never : Shown::owner_chooses);
  out.privacy_place = field.one("privacy_place", Need::optional, PrivacyPlace::none);
}

Question read_question(const Tree& tree, const Reading& reading, const Package& package) {
  Question out;
  if (!is_map(tree, reading, "a question")) return out;
  Scope field(tree, reading);
  out.key = field.name("key");
  out.kind = field.one("kind", Need::required, AnswerKind::text);
  out.asked_of = field.one("asked_of", Need::required, AskedOf::both);
  read_flags(field, out);
  out.label = field.words("label", Need::required);
  out.help = field.words("help", Need::optional, help_length);
  read_choices(field, out);
  share_choices(field, package, out);
  out.max_length = field.whole("max_length", Need::optional, 1, longest_answer,
                               out.kind == AnswerKind::long_text ? 2000 : 280);
  out.columns = read_columns(field, out.key, out.asked_of);
  check_shape(field, out);
  field.finish();
  return out;
}

IdentityQuestion read_identity(const Tree& tree, const Reading& reading) {
  static const std::vector<std::string> known = {"ref",   "first_name", "last_name", "email",
                                                 "phone", "mobile",     "landline",  "birth_date"};
  IdentityQuestion out;
  if (!is_map(tree, reading, "an identity field")) return out;
  Scope field(tree, reading);
  out.key = field.name("key");
  if (!out.key.empty() && !std::count(known.begin(), known.end(), out.key)) {
    field.wrong("key", in_quotes(out.key) + " is not a built-in identity field", choose_from(out.key, known));
  }
  out.asked_of = field.one("asked_of", Need::optional, AskedOf::both);
  out.required = field.yes("required");
  out.label = field.words("label", Need::required);
  out.help = field.words("help", Need::optional, help_length);
  out.columns = read_columns(field, out.key, out.asked_of);
  field.finish();
  return out;
}

}  // namespace

void read_profile(const Tree& tree, Findings& findings, Package& out) {
  const Reading reading{findings, "profile.yaml", out.languages};
  if (!is_map(tree, reading, "the file")) return;
  Scope scope(tree, reading);
  if (const Tree* identity = scope.list("identity", Need::required)) {
    for (const Tree& each : identity->items) out.identity.push_back(read_identity(each, reading));
  }
  if (const Tree* fields = scope.list("fields", Need::required)) {
    for (const Tree& each : fields->items) out.questions.push_back(read_question(each, reading, out));
  }
  scope.finish();
}

}  // namespace kith::package
