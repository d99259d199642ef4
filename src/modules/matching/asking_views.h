#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/matching/library_views.h"

// What the endpoints about asking and answering take and give. For this folder only.
namespace kith {

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

}  // namespace kith
