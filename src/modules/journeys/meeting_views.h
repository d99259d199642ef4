#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/journeys/journeys.h"

// What the endpoints of the first contact take and give.
namespace kith {

// What one of the two said about having met: by voice, in writing or in a room.
enum class Met { unsaid, met, not_yet };
// Whether hours for a talk can be looked for.
enum class HoursKnown { given, missing, not_asked };

template <>
struct EnumNames<Met> {
  static constexpr std::pair<Met, std::string_view> names[] = {
      {Met::unsaid, "unsaid"}, {Met::met, "met"}, {Met::not_yet, "not_yet"}};
};
template <>
struct EnumNames<HoursKnown> {
  static constexpr std::pair<HoursKnown, std::string_view> names[] = {
      {HoursKnown::given, "given"}, {HoursKnown::missing, "missing"}, {HoursKnown::not_asked, "not_asked"}};
};

struct TalkHour {
  static constexpr std::string_view schema_name = "TalkHour";
  Instant from;
  Instant until;
  static constexpr auto fields() {
    return std::tuple{field("from", &TalkHour::from), field("until", &TalkHour::until)};
  }
};

struct SheetLine {
  static constexpr std::string_view schema_name = "SheetLine";
  int line = 1;
  std::string words;
  bool done = false;
  static constexpr auto fields() {
    return std::tuple{field("line", &SheetLine::line),
                      field("words", &SheetLine::words, {.max_length = 2000}),
                      field("done", &SheetLine::done)};
  }
};

// A title and its paragraphs.
struct Guidance {
  static constexpr std::string_view schema_name = "Guidance";
  std::string title;
  std::vector<std::string> paragraphs;
  static constexpr auto fields() {
    return std::tuple{field("title", &Guidance::title),
                      field("paragraphs", &Guidance::paragraphs, {.max_length = 20000})};
  }
};

struct FirstContactView {
  static constexpr std::string_view schema_name = "FirstContactView";
  std::string conversation_id;
  ProgrammeId programme_id;
  std::string other_name;
  bool open = true;
  bool is_supporter = false;
  Guidance script;
  Guidance limits;
  std::string sheet_title;
  std::vector<SheetLine> sheet;
  std::vector<TalkHour> hours;
  std::vector<TalkHour> more_hours;
  std::string time_zone;
  HoursKnown own_hours = HoursKnown::given;
  HoursKnown other_hours = HoursKnown::given;
  Met own_said = Met::unsaid;
  bool other_met = false;
  bool both_met = false;
  bool in_contact = false;
  bool call_asked = false;
  static constexpr auto fields() {
    using V = FirstContactView;
    return std::tuple{
        field("conversation_id", &V::conversation_id),
        field("programme_id", &V::programme_id),
        field("other_name", &V::other_name),
        field("open", &V::open, {.about = "False when the match has ended."}),
        field("is_supporter", &V::is_supporter, {.about = "The supporter ticks the sheet off."}),
        field("script", &V::script),
        field("limits", &V::limits),
        field("sheet_title", &V::sheet_title),
        field("sheet", &V::sheet, {.about = "Empty for the participant."}),
        field("hours", &V::hours, {.about = "The best hours of the coming 7 days, at most 3."}),
        field("more_hours", &V::more_hours, {.about = "Other hours, at most 6."}),
        field("time_zone", &V::time_zone, {.about = "The reader's own."}),
        field("own_hours", &V::own_hours),
        field("other_hours", &V::other_hours,
              {.about = "Missing also when the other does not show when they are free."}),
        field("own_said", &V::own_said),
        field("other_met", &V::other_met,
              {.about = "The other said that they met; a \"not yet\" is not told."}),
        field("both_met", &V::both_met),
        field("in_contact", &V::in_contact, {.about = "Kith itself saw a first contact."}),
        field("call_asked", &V::call_asked, {.about = "A call of three waits for the coordinator."})};
  }
};

struct FirstContactAsk {
  static constexpr std::string_view schema_name = "FirstContactAsk";
  std::string conversation;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation", &FirstContactAsk::conversation, {.min_length = 1, .max_length = 64})};
  }
};

struct SayMet {
  static constexpr std::string_view schema_name = "SayMet";
  std::string conversation;
  bool met = false;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &SayMet::conversation, {.min_length = 1, .max_length = 64}),
                      field("met", &SayMet::met)};
  }
};

struct TickSheet {
  static constexpr std::string_view schema_name = "TickSheet";
  std::string conversation;
  int line = 1;
  bool done = true;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &TickSheet::conversation, {.min_length = 1, .max_length = 64}),
                      field("line", &TickSheet::line, {.min = 1, .max = 12}),
                      field("done", &TickSheet::done)};
  }
};

// How far the first contact of a pair has come, for its coordinator.
struct FirstContactLine {
  static constexpr std::string_view schema_name = "FirstContactLine";
  std::string other_name;
  Met participant_said = Met::unsaid;
  std::optional<Instant> participant_said_at;
  Met supporter_said = Met::unsaid;
  std::optional<Instant> supporter_said_at;
  std::optional<Instant> first_contact_at;
  int ticked = 0;
  int lines = 0;
  bool open = true;
  static constexpr auto fields() {
    using V = FirstContactLine;
    return std::tuple{field("other_name", &V::other_name),
                      field("participant_said", &V::participant_said),
                      field("participant_said_at", &V::participant_said_at),
                      field("supporter_said", &V::supporter_said),
                      field("supporter_said_at", &V::supporter_said_at),
                      field("first_contact_at", &V::first_contact_at,
                            {.about = "By a noted contact, by messages of both, or by the word of both."}),
                      field("ticked", &V::ticked),
                      field("lines", &V::lines),
                      field("open", &V::open)};
  }
};

}  // namespace kith
