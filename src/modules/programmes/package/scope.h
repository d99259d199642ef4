#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "modules/programmes/package/findings.h"
#include "modules/programmes/package/tree.h"

namespace kith::package {

// What the readers of one file share.
struct Reading {
  Findings& findings;
  std::string file;
  const std::vector<std::string>& languages;  // of the programme; empty while they are not known
};

enum class Need { required, optional };

// The limits of lengths, in code points.
inline constexpr std::size_t label_length = 120;
inline constexpr std::size_t help_length = 300;
inline constexpr std::size_t message_length = 500;

// Reads the keys of one map and notes everything that is wrong with them. A value that is missing or wrong
// reads as the default, so that reading goes on. Every key that is asked for counts as known; finish() names
// the rest.
class Scope {
 public:
  Scope(const Tree& tree, const Reading& reading);

  std::string text(std::string_view key, Need need, std::size_t longest = label_length);
  // A key of our own making: lower-case letters, digits and "_", beginning with a letter.
  std::string name(std::string_view key, Need need = Need::required);
  Words words(std::string_view key, Need need, std::size_t longest = label_length);
  int whole(std::string_view key, Need need, int least, int most, int otherwise = 0);
  double number(std::string_view key, double least, double most);
  bool yes(std::string_view key, bool otherwise = false);
  // "30m", "48h", "7d" or "2w", as minutes.
  std::int64_t span_minutes(std::string_view key, Need need);
  // "09:30", as minutes after midnight.
  int time_of_day(std::string_view key, Need need, int otherwise);
  std::vector<std::string> texts(std::string_view key, Need need);
  std::string date(std::string_view key, Need need);

  template <class E>
  E one(std::string_view key, Need need, E otherwise) {
    std::vector<std::string> names;
    for (const auto& each : EnumNames<E>::names) names.emplace_back(each.second);
    const std::string written = choice(key, need, names);
    return enum_from<E>(written).value_or(otherwise);
  }

  // The value as a list or map, or nullptr; a problem when it is something else.
  const Tree* list(std::string_view key, Need need);
  const Tree* map(std::string_view key, Need need);

  bool has(std::string_view key) const { return tree_.find(key) != nullptr; }
  bool is(std::string_view key, Tree::Kind kind) const { return has(key) && tree_.find(key)->kind == kind; }
  Place place(std::string_view key) const;
  const Reading& reading() const { return reading_; }
  void wrong(std::string_view key, std::string what, std::string cure);

  // Names every key that nobody asked for. Call it once, last.
  void finish();

 private:
  const Tree* value(std::string_view key, Need need);
  const Tree* of_kind(std::string_view key, Need need, Tree::Kind kind, std::string cure);
  const Tree* scalar(std::string_view key, Need need);
  std::string choice(std::string_view key, Need need, const std::vector<std::string>& names);

  const Tree& tree_;
  const Reading& reading_;
  std::vector<std::string> known_;
};

// Reads a value that stands for a text in every language: a map of language → text, or just the text in a
// programme of one language.
Words read_words(const Tree& tree, const Reading& reading, std::size_t longest);

// True when the tree is a map; otherwise a problem is noted.
bool is_map(const Tree& tree, const Reading& reading, std::string_view about);

bool is_name(std::string_view text);

// "48h" → 2880; nothing when it is not a length of time.
std::optional<std::int64_t> parse_span(std::string_view text);

}  // namespace kith::package
