#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "kernel/endpoint.h"
#include "modules/matching/store.h"

// What the matching endpoints take and give. For this folder only.
namespace kith {

struct Fact {
  static constexpr std::string_view schema_name = "Fact";
  std::string key;
  std::string value;
  static constexpr auto fields() {
    return std::tuple{field("key", &Fact::key, {.about = "Which question it answers."}),
                      field("value", &Fact::value, {.about = "The answer in the reader's words."})};
  }
};

enum class SwitchState { must, nice, off };

template <>
struct EnumNames<SwitchState> {
  static constexpr std::pair<SwitchState, std::string_view> names[] = {
      {SwitchState::must, "must"}, {SwitchState::nice, "nice"}, {SwitchState::off, "off"}};
};

struct CriterionView {
  static constexpr std::string_view schema_name = "CriterionView";
  std::string key;
  std::string label;
  SwitchState state = SwitchState::nice;
  bool switchable = true;
  int count_if_must = 0;
  int count_if_off = 0;
  static constexpr auto fields() {
    return std::tuple{field("key", &CriterionView::key),
                      field("label", &CriterionView::label),
                      field("state", &CriterionView::state),
                      field("switchable", &CriterionView::switchable),
                      field("count_if_must", &CriterionView::count_if_must),
                      field("count_if_off", &CriterionView::count_if_off)};
  }
};

struct SupporterCard {
  static constexpr std::string_view schema_name = "SupporterCard";
  PersonId supporter_id;
  std::string display_name;
  std::string note;
  std::vector<std::string> reasons;
  std::vector<std::string> differs;
  std::string usually_free;
  std::vector<Fact> facts;
  bool asked = false;
  static constexpr auto fields() {
    return std::tuple{field("supporter_id", &SupporterCard::supporter_id),
                      field("display_name", &SupporterCard::display_name),
                      field("note", &SupporterCard::note),
                      field("reasons", &SupporterCard::reasons),
                      field("differs", &SupporterCard::differs),
                      field("usually_free", &SupporterCard::usually_free),
                      field("facts", &SupporterCard::facts),
                      field("asked", &SupporterCard::asked)};
  }
};

struct LibraryView {
  static constexpr std::string_view schema_name = "LibraryView";
  ProgrammeId programme_id;
  int total = 0;
  std::vector<CriterionView> criteria;
  std::vector<SupporterCard> cards;
  std::vector<SupporterCard> nearest;
  int may_ask = 0;
  std::string waiting_words;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_id", &LibraryView::programme_id),
        field("total", &LibraryView::total, {.about = "How many meet every must."}),
        field("criteria", &LibraryView::criteria),
        field("cards", &LibraryView::cards, {.about = "Best first."}),
        field("nearest", &LibraryView::nearest, {.about = "Offered when nobody meets every must."}),
        field("may_ask", &LibraryView::may_ask, {.about = "How many may be asked now, in order."}),
        field("waiting_words", &LibraryView::waiting_words)};
  }
};

struct OwnLibraryAsk {
  static constexpr std::string_view schema_name = "OwnLibraryAsk";
  ProgrammeId programme;
  std::string must;
  std::string nice;
  std::string off;
  static constexpr auto fields() {
    constexpr FieldRules keys{
        .max_length = 1000, .may_be_absent = true, .about = "Criterion keys, with commas."};
    return std::tuple{field("programme", &OwnLibraryAsk::programme),
                      field("must", &OwnLibraryAsk::must, keys), field("nice", &OwnLibraryAsk::nice, keys),
                      field("off", &OwnLibraryAsk::off, keys)};
  }
};

struct PersonLibraryAsk {
  static constexpr std::string_view schema_name = "PersonLibraryAsk";
  ProgrammeId programme;
  PersonId person;
  std::string must;
  std::string nice;
  std::string off;
  static constexpr auto fields() {
    constexpr FieldRules keys{
        .max_length = 1000, .may_be_absent = true, .about = "Criterion keys, with commas."};
    return std::tuple{
        field("programme", &PersonLibraryAsk::programme), field("person", &PersonLibraryAsk::person),
        field("must", &PersonLibraryAsk::must, keys), field("nice", &PersonLibraryAsk::nice, keys),
        field("off", &PersonLibraryAsk::off, keys)};
  }
};

struct Ask {
  static constexpr std::string_view schema_name = "Ask";
  PersonId supporter_id;
  std::string hello;
  static constexpr auto fields() {
    return std::tuple{field("supporter_id", &Ask::supporter_id),
                      field("hello", &Ask::hello, {.max_length = 500, .may_be_absent = true})};
  }
};

struct SendAsks {
  static constexpr std::string_view schema_name = "SendAsks";
  ProgrammeId programme;
  std::vector<Ask> asks;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &SendAsks::programme),
        field("asks", &SendAsks::asks, {.max_items = 10, .about = "In the order to be asked."})};
  }
};

struct SendAsksFor {
  static constexpr std::string_view schema_name = "SendAsksFor";
  ProgrammeId programme;
  PersonId person;
  std::vector<Ask> asks;
  bool agreed_by_phone = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &SendAsksFor::programme), field("person", &SendAsksFor::person),
                      field("asks", &SendAsksFor::asks, {.max_items = 10}),
                      field("agreed_by_phone", &SendAsksFor::agreed_by_phone,
                            {.about = "The participant said on the phone whom to ask."})};
  }
};

struct RequestView {
  static constexpr std::string_view schema_name = "RequestView";
  RequestId request_id;
  matching_store::RequestState state = matching_store::RequestState::queued;
  PersonId supporter_id;
  std::string supporter_name;
  int position = 1;
  std::optional<Instant> asked_at;
  std::optional<Instant> answer_by;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("request_id", &RequestView::request_id),
                      field("state", &RequestView::state),
                      field("supporter_id", &RequestView::supporter_id),
                      field("supporter_name", &RequestView::supporter_name),
                      field("position", &RequestView::position),
                      field("asked_at", &RequestView::asked_at),
                      field("answer_by", &RequestView::answer_by),
                      field("words", &RequestView::words, {.max_length = 1000})};
  }
};

struct RequestList {
  static constexpr std::string_view schema_name = "RequestList";
  std::vector<RequestView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &RequestList::items), field("next", &RequestList::next)};
  }
};

struct AskView {
  static constexpr std::string_view schema_name = "AskView";
  RequestId request_id;
  ProgrammeId programme_id;
  std::string participant_name;
  std::string note;
  std::vector<std::string> reasons;
  std::vector<Fact> facts;
  std::string hello;
  Instant asked_at;
  Instant answer_by;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("request_id", &AskView::request_id),
                      field("programme_id", &AskView::programme_id),
                      field("participant_name", &AskView::participant_name),
                      field("note", &AskView::note),
                      field("reasons", &AskView::reasons),
                      field("facts", &AskView::facts),
                      field("hello", &AskView::hello),
                      field("asked_at", &AskView::asked_at),
                      field("answer_by", &AskView::answer_by),
                      field("words", &AskView::words)};
  }
};

struct AskList {
  static constexpr std::string_view schema_name = "AskList";
  std::vector<AskView> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &AskList::items), field("next", &AskList::next)};
  }
};

struct RequestAsk {
  static constexpr std::string_view schema_name = "RequestAsk";
  RequestId request;
  static constexpr auto fields() { return std::tuple{field("request", &RequestAsk::request)}; }
};

struct RequestInProgramme {
  static constexpr std::string_view schema_name = "RequestInProgramme";
  ProgrammeId programme;
  RequestId request;
  static constexpr auto fields() {
    return std::tuple{field("programme", &RequestInProgramme::programme),
                      field("request", &RequestInProgramme::request)};
  }
};

struct Accepted {
  static constexpr std::string_view schema_name = "Accepted";
  MatchId match_id;
  std::string conversation_id;
  static constexpr auto fields() {
    return std::tuple{field("match_id", &Accepted::match_id),
                      field("conversation_id", &Accepted::conversation_id)};
  }
};

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
