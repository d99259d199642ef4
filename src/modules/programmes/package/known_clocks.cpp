#include <algorithm>

#include "modules/programmes/package/clocks.h"

namespace kith::package {
namespace {

const KnownState* state_named(std::string_view name) {
  const auto& all = known_states();
  const auto found = std::ranges::find(all, name, &KnownState::name);
  return found == all.end() ? nullptr : &*found;
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool ClockRule::begins_with(std::string_view event) const {
  if (!when.empty()) return when == event;
  const KnownState* lasting = state_named(state);
  return lasting && has(lasting->begins, event);
}

bool ClockRule::ends_with(std::string_view event) const {
  if (!until.empty() && until == event) return true;
  // Whom the programme does not suit will not come in: nobody is reminded of it any more.
  if (until == "person.joined" && event == "person.redirected") return true;
  const KnownState* lasting = state_named(state);
  return lasting && has(lasting->ends, event);
}

int ClockRule::turns() const {
  int out = 1;
  for (const ClockRepeat& each : repeats) out += each.times;
  return out;
}

const std::vector<KnownEvent>& known_events() {
  static const std::vector<KnownEvent> events = {
      {"person.invited", "An invitation was sent."},
      {"person.eligible",
       "A participant answered the questions at the beginning, and the programme suits them."},
      {"person.redirected", "A participant answered them, and was told kindly where else to turn."},
      {"person.joined", "A person signed in for the first time and agreed to take part."},
      {"person.profile_completed", "A person answered every question that is required."},
      {"person.paused", "A person takes a break."},
      {"person.resumed", "A person came back from a break."},
      {"person.left", "A person left the programme."},
      {"supporter.certified", "A supporter may be matched from now on."},
      {"request.sent", "A participant asked a supporter."},
      {"request.reminded", "The supporter was reminded."},
      {"request.accepted", "The supporter said yes."},
      {"request.declined", "The supporter said no."},
      {"request.not_now", "The supporter said not now."},
      {"request.released", "No answer came in time."},
      {"request.withdrawn", "The participant took the request back."},
      {"request.exhausted", "Nobody is left in the participant's list, or its whole time is over."},
      {"match.accepted", "A match began."},
      {"match.first_contact", "The two of a match were in touch for the first time."},
      {"match.check_in_done", "Somebody of the staff asked how the match goes."},
      {"match.extended", "The two of a match agreed to go on for longer."},
      {"match.ending", "The last weeks of a match began: six, or the second half of its agreed time."},
      {"match.paused", "One of the two of a match takes a break."},
      {"match.resumed", "The two of a match are both back after a break."},
      {"match.ended", "A match ended."},
      {"match.ended_early", "A match ended before its time because the supporter left it."},
      {"conversation.first_message", "The first message of a match was written."},
      {"conversation.message_sent", "A message was written."},
      {"contact.logged", "The two of a match were in touch: in the app, or a contact outside was noted."},
      {"contact.attempted", "A supporter tried to reach the participant and did not."},
      {"answer.fine", "A question was answered with: all is well."},
      {"answer.unsure", "A question was answered with: not sure, or: let us talk."},
      {"concern.raised", "Somebody said that something worries them."},
      {"concern.closed", "A concern was dealt with."}};
  return events;
}

const std::vector<KnownState>& known_states() {
  static const std::vector<KnownState> states = {
      {"person.invited",
       "An invitation is open.",
       {"person.invited"},
       {"person.joined", "person.redirected", "person.left"}},
      {"person.paused", "A person takes a break.", {"person.paused"}, {"person.resumed", "person.left"}},
      {"person.waiting",
       "A participant has nobody yet.",
       {"person.joined", "person.resumed", "match.ended"},
       {"match.accepted", "person.paused", "person.left"}},
      {"match.without_contact",
       "A match began and the two were never in touch.",
       {"match.accepted"},
       {"contact.logged", "match.ended"}},
      {"match.silent",
       "The two of a match have not been in touch since, and neither takes a break.",
       {"match.accepted", "contact.logged", "match.resumed"},
       {"contact.logged", "match.paused", "match.ended"}},
      {"match.active", "A match lasts.", {"match.accepted"}, {"match.ended"}},
      {"concern.open", "A concern waits.", {"concern.raised"}, {"concern.closed"}}};
  return states;
}

}  // namespace kith::package
