#include "modules/journeys/first_contact_endpoints.h"

#include "modules/journeys/meeting.h"
#include "modules/journeys/phone_calls.h"

namespace kith::journeys {
namespace {

Endpoints call_endpoints(Journeys& journeys) {
  const Permission coordinates = role_in_programme({Role::coordinator});
  return {
      endpoint<CallAsk, CallView>(Method::post, "/api/programmes/{programme}/calls/{call}", coordinates,
                                  Access::write,
                                  "Whom to call, at which number and what to say; the look leaves a line",
                                  [&journeys](Context& c, const CallAsk& r) { return call(c, journeys, r); }),
      endpoint<CallAsk, Nothing>(Method::post, "/api/programmes/{programme}/calls/{call}/no-answer",
                                 coordinates, Access::write,
                                 "Nobody answered the call; it is due again tomorrow",
                                 [&journeys](Context& c, const CallAsk& r) {
                                   call_tried(c, journeys, r);
                                   return Nothing{};
                                 }),
  };
}

}  // namespace

Endpoints first_contact_endpoints(Journeys& journeys) {
  Endpoints out{
      endpoint<FirstContactAsk, FirstContactView>(
          Method::get, "/api/me/first-contact/{conversation}", signed_in(), Access::read,
          "What helps before the first talk of a match",
          [&journeys](Context& c, const FirstContactAsk& r) { return first_contact(c, journeys, r); }),
      endpoint<SayMet, FirstContactView>(
          Method::put, "/api/me/first-contact/{conversation}/met", signed_in(), Access::write,
          "Say whether the two have met",
          [&journeys](Context& c, const SayMet& r) { return say_met(c, journeys, r); }),
      endpoint<TickSheet, FirstContactView>(
          Method::put, "/api/me/first-contact/{conversation}/sheet", signed_in(), Access::write,
          "Tick a line of the supporter's sheet off",
          [&journeys](Context& c, const TickSheet& r) { return tick_sheet(c, journeys, r); }),
      endpoint<FirstContactAsk, FirstContactView>(
          Method::post, "/api/me/first-contact/{conversation}/call-of-three", signed_in(), Access::write,
          "Ask the coordinator to be on the line for the first talk",
          [&journeys](Context& c, const FirstContactAsk& r) { return ask_call_of_three(c, journeys, r); }),
  };
  for (Endpoint& each : call_endpoints(journeys)) out.push_back(std::move(each));
  return out;
}

}  // namespace kith::journeys
