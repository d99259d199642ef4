#include "modules/journeys/lifecycles.h"
#include "modules/journeys/words.h"

namespace kith::journeys {
namespace {

using enum Guard;
using namespace journeys_words;

constexpr std::string_view person = "the person";
constexpr std::string_view participant = "the participant";
constexpr std::string_view supporter = "the supporter";
constexpr std::string_view either = "either of the two";
constexpr std::string_view staff = "the coordinator";
constexpr std::string_view anyone = "the person or the coordinator";
constexpr std::string_view both = "both of the two";
constexpr std::string_view clock = "the agreed time";

// From, event, guard, to, who.
constexpr Transition enrolment[] = {
    {"", "person.invited", none, "invited", staff},
    {"", "person.joined", none, "waiting", anyone},
    {"", "person.eligible", none, "eligible", staff},
    {"", "person.redirected", none, "redirected", staff},
    {"invited", "person.eligible", none, "eligible", anyone},
    {"invited", "person.redirected", none, "redirected", anyone},
    {"eligible", "person.redirected", none, "redirected", anyone},
    {"redirected", "person.eligible", none, "eligible", anyone},
    {"invited", "person.joined", none, "waiting", person},
    {"eligible", "person.joined", none, "waiting", anyone},
    {"waiting", "request.sent", none, "asking", participant},
    {"waiting", "match.accepted", none, "active", supporter},
    {"asking", "match.accepted", none, "active", supporter},
    {"asking", "request.withdrawn", none, "waiting", participant},
    {"asking", "request.exhausted", none, "waiting", supporter},
    {"active", "match.ended", alone, "waiting", either},
    {"paused", "person.resumed", has_someone, "active", anyone},
    {"paused", "person.resumed", alone, "waiting", anyone},
    {"*", "person.paused", none, "paused", anyone},
    {"*", "person.left", none, "ended", anyone},
    {"ended", "person.joined", none, "returned", anyone},
    {"ended", "person.resumed", none, "returned", anyone},
    {"returned", "request.sent", none, "asking", participant},
    {"returned", "match.accepted", none, "active", supporter},
};

constexpr Transition match[] = {
    {"", "match.accepted", none, "accepted", supporter},
    {"accepted", "match.first_contact", none, "in_contact", either},
    {"accepted", "contact.logged", none, "in_contact", either},
    {"in_contact", "match.extended", none, "extended", both},
    {"accepted", "match.extended", none, "extended", both},
    {"ending", "match.extended", none, "extended", both},
    {"accepted", "match.ending", none, "ending", clock},
    {"in_contact", "match.ending", none, "ending", clock},
    {"extended", "match.ending", none, "ending", clock},
    {"*", "match.paused", none, "paused", either},
    {"paused", "match.resumed", not_met, "accepted", both},
    {"paused", "match.resumed", met, "in_contact", both},
    {"paused", "match.resumed", last_weeks, "ending", both},
    {"*", "match.ended", none, "ended", either},
};

constexpr Transition availability[] = {
    {"", "person.invited", none, "invited", staff},
    {"", "person.joined", none, "free", anyone},
    {"invited", "person.joined", none, "free", person},
    {"free", "match.accepted", has_no_room, "full", supporter},
    {"full", "match.ended", has_room, "free", either},
    {"resting", "person.resumed", has_room, "free", anyone},
    {"resting", "person.resumed", has_no_room, "full", anyone},
    {"*", "person.paused", none, "resting", anyone},
    {"*", "person.left", none, "ended", anyone},
    {"ended", "person.joined", none, "free", anyone},
    {"ended", "person.resumed", none, "free", anyone},
};

const Possible participant_can[] = {
    {"invited", can_come_in, "/welcome"},
    {"eligible", can_come_in, "/welcome"},
    {"redirected", can_answer_anew, "/welcome"},
    {"waiting", can_choose, "/choose"},
    {"waiting", can_pause, "/me/taking-part"},
    {"asking", can_see_request, "/requests"},
    {"asking", can_pause, "/me/taking-part"},
    {"active", can_write, "/messages"},
    {"active", can_log, "/contacts"},
    {"active", can_plan_end, "/together"},
    {"active", can_change, "/matches"},
    {"active", can_pause, "/me/taking-part"},
    {"paused", can_resume, "/me/taking-part"},
    {"returned", can_choose, "/choose"},
};

const Possible supporter_can[] = {
    {"invited", can_come_in, "/welcome"},
    {"free", can_answer, "/asks"},
    {"free", can_log, "/contacts"},
    {"free", can_plan_end, "/together"},
    {"free", can_pause, "/me/taking-part"},
    {"full", can_write, "/messages"},
    {"full", can_log, "/contacts"},
    {"full", can_plan_end, "/together"},
    {"full", can_change, "/matches"},
    {"full", can_pause, "/me/taking-part"},
    {"resting", can_resume, "/me/taking-part"},
};

std::string_view words_of(Guard guard) {
  switch (guard) {
    case none:
      return "";
    case has_room:
      return "has room for one more";
    case has_no_room:
      return "has no more room";
    case alone:
      return "has nobody else";
    case has_someone:
      return "has somebody";
    case met:
      return "they were in touch";
    case not_met:
      return "they were never in touch";
    case last_weeks:
      return "the last weeks have come";
  }
  return "";
}

std::string diagram(Machine machine) {
  std::string out = "```mermaid\nstateDiagram-v2\n";
  for (const Transition& each : transitions(machine)) {
    const std::string guard = each.guard == none ? "" : " [" + std::string(words_of(each.guard)) + "]";
    const std::string from = each.from.empty() ? "[*]" : each.from == "*" ? "any" : std::string(each.from);
    out += "  " + from + " --> " + std::string(each.to) + ": " + std::string(each.event) + guard + "\n";
  }
  return out + "```\n";
}

std::string table(Machine machine) {
  std::string out = "| From | Event | If | To | Who |\n| --- | --- | --- | --- | --- |\n";
  for (const Transition& each : transitions(machine)) {
    const std::string from = each.from.empty()  ? "(beginning)"
                             : each.from == "*" ? "any"
                                                : std::string(each.from);
    out += "| " + from + " | `" + std::string(each.event) + "` | " + std::string(words_of(each.guard)) +
           " | " + std::string(each.to) + " | " + std::string(each.who) + " |\n";
  }
  return out;
}

}  // namespace

std::span<const Transition> transitions(Machine machine) {
  switch (machine) {
    case Machine::enrolment:
      return enrolment;
    case Machine::match:
      return match;
    case Machine::availability:
      return availability;
  }
  return {};
}

std::span<const Possible> possible(Machine machine) {
  if (machine == Machine::enrolment) return participant_can;
  if (machine == Machine::availability) return supporter_can;
  return {};
}

}  // namespace kith::journeys

namespace kith {

std::string lifecycles_document() {
  std::string out =
      "# Lifecycles\n\nWhere people and matches stand, and what moves them. Made by `kith lifecycles` from "
      "the "
      "tables in\n`src/modules/journeys/lifecycle_tables.cpp`, the same that Kith runs by; "
      "`tools/check-drift` "
      "compares.\n";
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    std::string title(name);
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    out += "\n## " + title + "\n\n" + journeys::diagram(machine) + "\n" + journeys::table(machine);
  }
  return out;
}

}  // namespace kith
