#include "modules/journeys/reactions.h"

#include "modules/journeys/heard.h"

namespace kith::journeys {
namespace {

using Hearing = void (Heard::*)();

constexpr std::pair<std::string_view, Hearing> hearings[] = {
    {"people.person_invited", &Heard::person_invited},
    {"people.person_added", &Heard::person_added_or_changed},
    {"people.screened", &Heard::person_screened},
    {"people.role_changed", &Heard::person_added_or_changed},
    {"notifications.delivery_failed", &Heard::delivery_failed},
    {"matching.request_asked", &Heard::request_asked},
    {"matching.request_reminded", &Heard::request_reminded},
    {"matching.request_declined", &Heard::request_ended},
    {"matching.request_not_now", &Heard::request_ended},
    {"matching.request_released", &Heard::request_ended},
    {"matching.request_withdrawn", &Heard::request_ended},
    {"matching.requests_exhausted", &Heard::requests_exhausted},
    {"matching.match_made", &Heard::match_made},
    {"matching.first_contact", &Heard::first_contact},
    {"matching.match_ended", &Heard::match_ended},
    {"conversations.message_sent", &Heard::message_sent},
    {"groups.group_joined", &Heard::group_joined},
    {"groups.group_changed", &Heard::group_changed},
    {"groups.group_left", &Heard::group_left},
    {"groups.group_answered", &Heard::group_answered},
    {"safeguarding.concern_raised", &Heard::concern_raised},
    {"safeguarding.concern_seen", &Heard::concern_handled},
    {"safeguarding.concern_closed", &Heard::concern_handled},
};

}  // namespace

std::vector<Reaction> reactions(Journeys& journeys) {
  std::vector<Reaction> out;
  for (const auto& [type, hearing] : hearings) {
    out.push_back({"journeys",
                   {std::string(type)},
                   [&journeys, hear = hearing](Context& context, const StoredEvent& event) {
                     Heard heard(context, journeys, event);
                     (heard.*hear)();
                   }});
  }
  return out;
}

}  // namespace kith::journeys
