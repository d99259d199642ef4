#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"

namespace kith::package {

// A text in each language of the programme: language tag ("en", "fr") → text. A loaded package has every
// language of Package::languages in every Words that is not empty.
using Words = std::map<std::string, std::string>;

// The text in `language`, else in `fallback`, else the first there is, else "".
const std::string& in_language(const Words& words, const std::string& language, const std::string& fallback);

// What an answer looks like. In storage: text, long_text, choice: a string (choice: its key); choices,
// languages: a list of choice keys; year, number, count: a number; date: yyyy-mm-dd; yes_no: a boolean;
// time_zone: an IANA name; availability: a list of "mon morning" slots, day (mon..sun) and the key of a
// DayPart; place: {name, latitude, longitude}, where the coordinates may be missing.
enum class AnswerKind {
  text,
  long_text,
  choice,
  choices,
  languages,
  year,
  date,
  number,
  count,
  availability,
  place,
  yes_no,
  time_zone
};

// Who has this question in their profile. A roster column of the other side is not taken for it.
enum class AskedOf { participant, supporter, both };

// Whether the other person of a pair, or someone choosing, may see the answer.
enum class Shown { always, owner_chooses, never };

// "Never show me to people from my ...": the questions whose equal answers hide two people from each other.
enum class PrivacyPlace { none, town, clinic, workplace };

// One side of a programme: those who look for support and those who give it.
enum class Side { participant, supporter };

struct QuestionChoice {
  static constexpr std::string_view schema_name = "PackageChoice";
  std::string key;  // stored; for AnswerKind::languages an ISO 639 code
  Words label;
  std::vector<std::string> synonyms;  // other spellings in rosters; compare with plain_folded

  bool operator==(const QuestionChoice&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &QuestionChoice::key), field("label", &QuestionChoice::label),
                      field("synonyms", &QuestionChoice::synonyms)};
  }
};

// Headers of roster columns that hold the answer, in plain_folded form; the key itself is among them.
// A place also has headers for its coordinates.
struct Columns {
  static constexpr std::string_view schema_name = "PackageColumns";
  std::vector<std::string> participant;
  std::vector<std::string> supporter;
  std::vector<std::string> latitude;
  std::vector<std::string> longitude;

  bool operator==(const Columns&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("participant", &Columns::participant), field("supporter", &Columns::supporter),
                      field("latitude", &Columns::latitude), field("longitude", &Columns::longitude)};
  }
};

struct Question {
  static constexpr std::string_view schema_name = "PackageQuestion";
  std::string key;
  AnswerKind kind = AnswerKind::text;
  AskedOf asked_of = AskedOf::both;
  bool required = false;
  bool staff_only = false;  // filled in and seen by staff: dates of training, of a referral
  bool health = false;      // says something about a person's health
  bool own_words = false;   // the short line in a person's own words on their card (at most one a side)
  Shown shown = Shown::owner_chooses;
  PrivacyPlace privacy_place = PrivacyPlace::none;
  Words label;  // what is asked of the person
  Words help;   // may be empty
  std::vector<QuestionChoice> choices;
  bool open = false;   // choices: an answer that is not in the list is kept as text
  int max_length = 0;  // code points, for text and long_text
  Columns columns;

  bool operator==(const Question&) const = default;
  const QuestionChoice* choice(std::string_view key) const;
  static constexpr auto fields() {
    return std::tuple{field("key", &Question::key),
                      field("kind", &Question::kind),
                      field("asked_of", &Question::asked_of),
                      field("required", &Question::required),
                      field("staff_only", &Question::staff_only),
                      field("health", &Question::health),
                      field("own_words", &Question::own_words),
                      field("shown", &Question::shown),
                      field("privacy_place", &Question::privacy_place),
                      field("label", &Question::label),
                      field("help", &Question::help),
                      field("choices", &Question::choices, {.max_items = 400}),
                      field("open", &Question::open),
                      field("max_length", &Question::max_length),
                      field("columns", &Question::columns)};
  }
};

// A built-in field of the separate identity record, which nobody on the other side ever reads (matching takes
// the year of birth from it and nothing else): ref, first_name, last_name, email, phone, mobile, landline,
// birth_date. Every package asks first_name.
struct IdentityQuestion {
  static constexpr std::string_view schema_name = "PackageIdentity";
  std::string key;
  AskedOf asked_of = AskedOf::both;
  bool required = false;
  Words label;
  Words help;
  Columns columns;

  bool operator==(const IdentityQuestion&) const = default;
  static constexpr auto fields() {
    return std::tuple{
        field("key", &IdentityQuestion::key),           field("asked_of", &IdentityQuestion::asked_of),
        field("required", &IdentityQuestion::required), field("label", &IdentityQuestion::label),
        field("help", &IdentityQuestion::help),         field("columns", &IdentityQuestion::columns)};
  }
};

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::AnswerKind> {
  using K = package::AnswerKind;
  static constexpr std::pair<K, std::string_view> names[] = {
      {K::text, "text"},           {K::long_text, "long_text"},
      {K::choice, "choice"},       {K::choices, "choices"},
      {K::languages, "languages"}, {K::year, "year"},
      {K::date, "date"},           {K::number, "number"},
      {K::count, "count"},         {K::availability, "availability"},
      {K::place, "place"},         {K::yes_no, "yes_no"},
      {K::time_zone, "time_zone"}};
};
template <>
struct EnumNames<package::AskedOf> {
  using A = package::AskedOf;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::participant, "participant"}, {A::supporter, "supporter"}, {A::both, "both"}};
};
template <>
struct EnumNames<package::Shown> {
  using S = package::Shown;
  static constexpr std::pair<S, std::string_view> names[] = {
      {S::always, "always"}, {S::owner_chooses, "owner_chooses"}, {S::never, "never"}};
};
template <>
struct EnumNames<package::PrivacyPlace> {
  using P = package::PrivacyPlace;
  static constexpr std::pair<P, std::string_view> names[] = {
      {P::none, "none"}, {P::town, "town"}, {P::clinic, "clinic"}, {P::workplace, "workplace"}};
};
template <>
struct EnumNames<package::Side> {
  static constexpr std::pair<package::Side, std::string_view> names[] = {
      {package::Side::participant, "participant"}, {package::Side::supporter, "supporter"}};
};
}  // namespace kith
