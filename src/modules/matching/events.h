#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "kernel/ids.h"

// What the matching module publishes.
namespace kith {

struct RequestTag;
struct MatchTag;
using RequestId = Id<RequestTag>;
using MatchId = Id<MatchTag>;

// A supporter was asked, reminded, or the request came to an end without a match. The type says which; the
// subject is the request.
struct RequestMoved {
  static constexpr std::string_view schema_name = "RequestMoved";
  RequestId request;
  PersonId participant;
  PersonId supporter;
  bool on_behalf = false;  // a coordinator asked for the participant
  static constexpr auto fields() {
    return std::tuple{
        field("request", &RequestMoved::request), field("participant", &RequestMoved::participant),
        field("supporter", &RequestMoved::supporter), field("on_behalf", &RequestMoved::on_behalf)};
  }
};

namespace matching_events {
inline constexpr std::string_view request_asked = "matching.request_asked";
inline constexpr std::string_view request_reminded = "matching.request_reminded";
inline constexpr std::string_view request_declined = "matching.request_declined";
inline constexpr std::string_view request_not_now = "matching.request_not_now";
inline constexpr std::string_view request_released = "matching.request_released";
inline constexpr std::string_view request_withdrawn = "matching.request_withdrawn";
}  // namespace matching_events

// Nobody is left in a participant's list. The subject is the participant.
struct RequestsExhausted {
  static constexpr std::string_view schema_name = "RequestsExhausted";
  static constexpr std::string_view type = "matching.requests_exhausted";
  PersonId participant;
  static constexpr auto fields() { return std::tuple{field("participant", &RequestsExhausted::participant)}; }
};

// A supporter said yes. The conversation of that id is opened in the same transaction.
struct MatchMade {
  static constexpr std::string_view schema_name = "MatchMade";
  static constexpr std::string_view type = "matching.match_made";
  MatchId match;
  PersonId participant;
  PersonId supporter;
  std::string conversation;
  static constexpr auto fields() {
    return std::tuple{field("match", &MatchMade::match), field("participant", &MatchMade::participant),
                      field("supporter", &MatchMade::supporter),
                      field("conversation", &MatchMade::conversation)};
  }
};

struct MatchEnded {
  static constexpr std::string_view schema_name = "MatchEnded";
  static constexpr std::string_view type = "matching.match_ended";
  MatchId match;
  PersonId participant;
  PersonId supporter;
  std::string conversation;
  std::string reason;  // "new_match", "ended", "left" or "blocked"
  static constexpr auto fields() {
    return std::tuple{field("match", &MatchEnded::match), field("participant", &MatchEnded::participant),
                      field("supporter", &MatchEnded::supporter),
                      field("conversation", &MatchEnded::conversation), field("reason", &MatchEnded::reason)};
  }
};

// Both have written for the first time.
struct FirstContact {
  static constexpr std::string_view schema_name = "FirstContact";
  static constexpr std::string_view type = "matching.first_contact";
  MatchId match;
  PersonId participant;
  PersonId supporter;
  static constexpr auto fields() {
    return std::tuple{field("match", &FirstContact::match), field("participant", &FirstContact::participant),
                      field("supporter", &FirstContact::supporter)};
  }
};

}  // namespace kith
