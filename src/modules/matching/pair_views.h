#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "kernel/endpoint.h"
#include "modules/matching/store.h"

// What the endpoints about pairs and about who waits take and give. For this folder only.
namespace kith {

struct MatchLine {
  static constexpr std::string_view schema_name = "MatchLine";
  MatchId match_id;
  ProgrammeId programme_id;
  PersonId other_id;
  std::string other_name;
  std::string other_role_word;
  matching_store::PairState state = matching_store::PairState::accepted;
  Instant since;
  std::optional<Instant> first_contact_at;
  std::string conversation_id;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("match_id", &MatchLine::match_id),
                      field("programme_id", &MatchLine::programme_id),
                      field("other_id", &MatchLine::other_id),
                      field("other_name", &MatchLine::other_name),
                      field("other_role_word", &MatchLine::other_role_word),
                      field("state", &MatchLine::state),
                      field("since", &MatchLine::since),
                      field("first_contact_at", &MatchLine::first_contact_at),
                      field("conversation_id", &MatchLine::conversation_id),
                      field("words", &MatchLine::words)};
  }
};

struct MatchList {
  static constexpr std::string_view schema_name = "MatchList";
  std::vector<MatchLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &MatchList::items), field("next", &MatchList::next)};
  }
};

struct MatchAsk {
  static constexpr std::string_view schema_name = "MatchAsk";
  MatchId match;
  static constexpr auto fields() { return std::tuple{field("match", &MatchAsk::match)}; }
};

struct MatchInProgramme {
  static constexpr std::string_view schema_name = "MatchInProgramme";
  ProgrammeId programme;
  MatchId match;
  static constexpr auto fields() {
    return std::tuple{field("programme", &MatchInProgramme::programme),
                      field("match", &MatchInProgramme::match)};
  }
};

struct PersonInProgramme {
  static constexpr std::string_view schema_name = "PersonInProgramme";
  ProgrammeId programme;
  PersonId person;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PersonInProgramme::programme),
                      field("person", &PersonInProgramme::person)};
  }
};

struct ProgrammeAsk {
  static constexpr std::string_view schema_name = "ProgrammeAsk";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &ProgrammeAsk::programme)}; }
};

enum class Turn { participant, supporter, coordinator };

template <>
struct EnumNames<Turn> {
  static constexpr std::pair<Turn, std::string_view> names[] = {
      {Turn::participant, "participant"}, {Turn::supporter, "supporter"}, {Turn::coordinator, "coordinator"}};
};

struct WaitingAsk {
  static constexpr std::string_view schema_name = "WaitingAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &WaitingAsk::programme),
                      field("after", &WaitingAsk::after, {.max_length = 64, .may_be_absent = true}),
                      field("limit", &WaitingAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct WaitingLine {
  static constexpr std::string_view schema_name = "WaitingLine";
  PersonId person_id;
  std::string display_name;
  Instant since;
  int wait_days = 0;
  Turn whose_turn = Turn::participant;
  std::string state_words;
  std::string next_words;
  std::optional<Instant> next_at;
  std::string outlook_words;
  static constexpr auto fields() {
    return std::tuple{field("person_id", &WaitingLine::person_id),
                      field("display_name", &WaitingLine::display_name),
                      field("since", &WaitingLine::since),
                      field("wait_days", &WaitingLine::wait_days),
                      field("whose_turn", &WaitingLine::whose_turn),
                      field("state_words", &WaitingLine::state_words),
                      field("next_words", &WaitingLine::next_words),
                      field("next_at", &WaitingLine::next_at),
                      field("outlook_words", &WaitingLine::outlook_words,
                            {.about = "Who is free, or how long it may take."})};
  }
};

struct WaitingList {
  static constexpr std::string_view schema_name = "WaitingList";
  std::vector<WaitingLine> items;
  std::optional<std::string> next;
  int total = 0;
  static constexpr auto fields() {
    return std::tuple{field("items", &WaitingList::items), field("next", &WaitingList::next),
                      field("total", &WaitingList::total)};
  }
};

}  // namespace kith
