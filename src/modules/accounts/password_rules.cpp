#include "modules/accounts/password_rules.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <vector>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/accounts/breach_list.h"

namespace kith::accounts {

// The lines of common_passwords.txt; made by the build.
std::string_view common_password_lines();

namespace {

constexpr std::size_t least_left = 8;
constexpr std::size_t shortest_personal_word = 4;
constexpr std::size_t longest_unit = 4;
constexpr std::size_t most_common_words = 2;
constexpr std::string_view own_name = "kith";

using WordSet = std::unordered_set<std::string_view>;

const WordSet& common_words() {
  static const WordSet words = [] {
    WordSet out;
    const std::string_view lines = common_password_lines();
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      if (end > at && lines[at] != '#') out.insert(lines.substr(at, end - at));
      at = end + 1;
    }
    return out;
  }();
  return words;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// "p@ssw0rd" -> "password".
char plain(char c) {
  constexpr std::string_view tricks = "0134578@$!|+", letters = "oleastbasilt";
  const std::size_t at = tricks.find(c);
  return at == std::string_view::npos ? c : letters[at];
}

std::string untricked(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), plain);
  return out;
}

// Letters only, so that what stands around and between words does not hide them.
std::string letters_of(std::string_view text) {
  std::string out;
  std::ranges::copy_if(text, std::back_inserter(out), is_letter);
  return out;
}

// Digits and signs at both ends taken away, where a year or "123!" is put to satisfy a rule.
std::string_view core_of(std::string_view text) {
  const auto first = std::ranges::find_if(text, is_letter);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
  return first < last ? std::string_view(first, last) : std::string_view();
}

// The fewest common words that make up the whole text, or more than `most_common_words`.
bool made_of_common_words(std::string_view text) {
  constexpr std::size_t never = most_common_words + 1;
  std::vector<std::size_t> fewest(text.size() + 1, never);
  fewest[0] = 0;
  for (std::size_t end = 1; end <= text.size(); ++end) {
    for (std::size_t begin = 0; begin < end; ++begin) {
      if (fewest[begin] + 1 < fewest[end] && common_words().contains(text.substr(begin, end - begin))) {
        fewest[end] = fewest[begin] + 1;
      }
    }
  }
  return !text.empty() && fewest.back() <= most_common_words;
}

bool repeats_a_unit(std::string_view text) {
  for (std::size_t unit = 1; unit <= longest_unit && unit * 3 <= text.size(); ++unit) {
    bool all = true;
    for (std::size_t i = unit; i < text.size() && all; ++i) all = text[i] == text[i - unit];
    if (all) return true;
  }
  return false;
}

// How many neighbouring pairs stand next to each other on a row of keys, in the alphabet or in counting.
bool is_a_run(std::string_view text) {
  constexpr std::array<std::string_view, 7> rows{"abcdefghijklmnopqrstuvwxyz",
                                                 "01234567890",
                                                 "qwertyuiop",
                                                 "asdfghjkl",
                                                 "zxcvbnm",
                                                 "azertyuiop",
                                                 "qwertzuiop"};
  std::size_t near = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const std::string pair{text[i - 1], text[i]}, back{text[i], text[i - 1]};
    near += text[i] == text[i - 1] || std::ranges::any_of(rows, [&](std::string_view row) {
              return row.find(pair) != std::string_view::npos || row.find(back) != std::string_view::npos;
            });
  }
  return near * 4 >= (text.size() - 1) * 3;  // three of four
}

std::size_t left_without(std::string text, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word))
      text.erase(at, word.size());
  }
  return length_of(text);
}

std::vector<std::string> personal_words(std::string_view address) {
  std::vector<std::string> words{std::string(own_name)};
  const std::string local = folded(address.substr(0, address.find('@')));
  std::string word;
  const auto take = [&] {
    if (word.size() >= shortest_personal_word) words.push_back(word);
    word.clear();
  };
  words.push_back(local);
  for (const char c : local) {
    if (std::string_view(".-_+").find(c) == std::string_view::npos) {
      word += c;
    } else {
      take();
    }
  }
  take();
  std::erase_if(words, [](const std::string& each) { return each.size() < shortest_personal_word; });
  std::ranges::sort(words, std::greater(), [](const std::string& each) { return each.size(); });
  return words;
}

}  // namespace

bool is_common(std::string_view password) {
  const std::string low = folded(password);
  if (common_words().contains(low)) return true;
  return made_of_common_words(letters_of(low)) || made_of_common_words(letters_of(untricked(core_of(low)))) ||
         made_of_common_words(letters_of(untricked(low)));
}

std::string_view fault_of(std::string_view password, const std::filesystem::path& breach_list) {
  const std::size_t length = length_of(password);
  if (length < shortest_password) return "too_short";
  if (length > longest_password) return "too_long";
  const std::string low = folded(password);
  if (repeats_a_unit(low) || is_a_run(low)) return "repeated";
  if (is_common(password)) return "common";
  if (!breach_list.empty() && in_breach_list(breach_list, password)) return "breached";
  return "";
}

bool is_personal(std::string_view password, std::string_view address) {
  const std::string low = folded(password);
  const auto words = personal_words(address);
  const bool holds_one = std::ranges::any_of(
      words, [&](const std::string& word) { return low.find(word) != std::string::npos; });
  return holds_one && left_without(low, words) < least_left;
}

void refuse_password(std::string_view fault) {
  std::string words =
      "Others use this password often, so it is easy to guess. Try four words that do not belong together.";
  if (fault == "too_short") words = "Please use at least 12 characters. Four words are easy to remember.";
  if (fault == "too_long") words = "Please use at most 128 characters.";
  if (fault == "repeated") words = "This repeats or counts up, so it is easy to guess. Try four words.";
  if (fault == "personal")
    words = "This is made of your own address or of Kith's name. Please choose something else.";
  if (fault == "breached") words = "This password was stolen somewhere before. Please choose another one.";
  throw invalid({{"password", std::string(fault), words}});
}

}  // namespace kith::accounts
