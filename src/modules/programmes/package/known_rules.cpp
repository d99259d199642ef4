#include "modules/programmes/package/rules.h"

namespace kith::package {

const std::vector<std::string>& sentence_arguments(CriterionKind kind) {
  static const std::vector<std::string> value = {"value"};
  static const std::vector<std::string> values = {"values", "number"};
  static const std::vector<std::string> none;
  static const std::vector<std::string> distance = {"km", "miles"};
  static const std::vector<std::string> number = {"number"};
  static const std::vector<std::string> years = {"years"};
  static const std::vector<std::string> slots = {"slots"};
  static const std::vector<std::string> more = {"number", "years"};
  switch (kind) {
    case CriterionKind::same:
      return value;
    case CriterionKind::different:
      return none;
    case CriterionKind::shares_any:
      return values;
    case CriterionKind::near_km:
      return distance;
    case CriterionKind::close_number:
      return number;
    case CriterionKind::close_year:
      return years;
    case CriterionKind::overlap:
      return slots;
    case CriterionKind::at_least:
      return more;
  }
  return none;
}

const std::vector<KnownEvent>& known_events() {
  static const std::vector<KnownEvent> events = {
      {"person.invited", "An invitation was sent."},
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
      {"match.check_in_done", "Somebody of the staff asked how the match goes."},
      {"match.ended", "A match ended."},
      {"conversation.first_message", "The first message of a match was written."},
      {"conversation.message_sent", "A message was written."},
      {"contact.logged", "A contact outside the app was noted."},
      {"concern.raised", "Somebody said that something worries them."},
      {"concern.closed", "A concern was dealt with."}};
  return events;
}

}  // namespace kith::package
