#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <span>

#include "base/text.h"
#include "modules/interop/csv/cells.h"

namespace kith::roster {
namespace {

constexpr int all_days = 0x7F;
constexpr int weekdays = 0x1F;
constexpr int weekend = 0x60;
constexpr int all_parts = 0x7;

constexpr std::array<std::string_view, 7> day_names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::array<std::string_view, 3> part_names = {"morning", "afternoon", "evening"};

struct Word {
  std::string_view text;
  int bits;
};

// "pm" and "night" are left out on purpose: they may mean the afternoon or the evening.
constexpr std::array days = {Word{"mon", 1},
                             Word{"monday", 1},
                             Word{"tue", 2},
                             Word{"tues", 2},
                             Word{"tuesday", 2},
                             Word{"wed", 4},
                             Word{"weds", 4},
                             Word{"wednesday", 4},
                             Word{"thu", 8},
                             Word{"thur", 8},
                             Word{"thurs", 8},
                             Word{"thursday", 8},
                             Word{"fri", 16},
                             Word{"friday", 16},
                             Word{"sat", 32},
                             Word{"saturday", 32},
                             Word{"sun", 64},
                             Word{"sunday", 64},
                             Word{"weekday", weekdays},
                             Word{"weekend", weekend},
                             Word{"daily", all_days},
                             Word{"everyday", all_days}};
constexpr std::array parts = {Word{"morning", 1}, Word{"mornings", 1},  Word{"morn", 1},
                              Word{"am", 1},      Word{"afternoon", 2}, Word{"afternoons", 2},
                              Word{"aft", 2},     Word{"evening", 4},   Word{"evenings", 4},
                              Word{"eve", 4},     Word{"eves", 4},      Word{"anytime", all_parts}};

int bits_in(std::span<const Word> words, std::string_view text) {
  for (const Word& each : words) {
    if (each.text == text) return each.bits;
  }
  return 0;
}

int day_bits(std::string_view word) {
  const int exact = bits_in(days, word);
  if (exact != 0 || !word.ends_with('s')) return exact;
  return bits_in(days, word.substr(0, word.size() - 1));
}

// "mon-fri" and "mon to fri": every day from the first to the second, over the end of the week if need be.
int range_bits(int from, int to) {
  int bits = from;
  for (int day = from; day != to; bits |= day) day = day == 64 ? 1 : day * 2;
  return bits;
}

std::vector<std::string> words_of(std::string_view item) {
  std::string spaced;
  for (std::size_t at = 0; at < item.size(); ++at) {
    const bool dash = item.substr(at).starts_with("\u2013");
    if (item[at] == '-' || dash) {
      spaced += " to ";
      at += dash ? 2 : 0;
    } else {
      spaced += item[at] == '&' || item[at] == '+' || item[at] == '/' ? ' ' : item[at];
    }
  }
  std::vector<std::string> words = split(plain_folded(spaced), ' ');
  std::erase_if(words, [](const std::string& word) { return word.empty() || word == "and"; });
  return words;
}

struct Slots {
  int days = 0;
  int parts = 0;
};

std::optional<Slots> slots_of(const std::vector<std::string>& words) {
  Slots slots;
  int last_day = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1]) : "";
    if ((word == "every" || word == "any") && next == "day") {
      slots.days |= all_days;
      ++i;
    } else if ((word == "all" && next == "day") || (word == "any" && next == "time")) {
      slots.parts |= all_parts;
      ++i;
    } else if (word == "to") {
      const int day = day_bits(next);
      const bool two_days = std::popcount(unsigned(last_day)) == 1 && std::popcount(unsigned(day)) == 1;
      if (!two_days || slots.parts != 0) return std::nullopt;
      slots.days |= range_bits(last_day, day);
      last_day = 0;
      ++i;
    } else if (const int day = day_bits(word); day != 0) {
      if (slots.parts != 0) return std::nullopt;
      slots.days |= last_day = day;
    } else if (const int part = bits_in(parts, word); part != 0) {
      slots.parts |= part;
    } else {
      return std::nullopt;
    }
  }
  return slots;
}

Complaint not_understood(std::string_view item, const std::optional<Slots>& slots) {
  const bool no_part = slots && slots->days != 0;
  return {"availability.unknown",
          quoted(item) + (no_part ? " says no time of day" : " is not a time of the week known here"),
          "write day and part of the day, such as mon morning, tue afternoon or sat evening"};
}

}  // namespace

Json read_availability(std::string_view cell, Complaints& complaints) {
  std::bitset<21> free;
  for (const std::string& item : items_of(cell, true)) {
    const auto slots = slots_of(words_of(item));
    if (!slots || slots->days == 0 || slots->parts == 0) {
      complaints.push_back(not_understood(item, slots));
      continue;
    }
    for (std::size_t i = 0; i < 21; ++i) {
      if ((slots->days >> (i / 3) & 1) != 0 && (slots->parts >> (i % 3) & 1) != 0) free.set(i);
    }
  }
  Json out = Json::array();
  for (std::size_t i = 0; i < 21; ++i) {
    if (free.test(i)) out.push(std::string(day_names[i / 3]) + " " + std::string(part_names[i % 3]));
  }
  return out;
}

}  // namespace kith::roster
