#include <algorithm>

#include "modules/programmes/package/texts.h"

namespace kith::package {

const std::vector<KnownText>& known_texts() {
  using enum TextForm;
  static const std::vector<KnownText> texts = {
      {"invitation_participant", letter, {"name", "programme", "link"}, "The first e-mail to a participant."},
      {"invitation_supporter", letter, {"name", "programme", "link"}, "The first e-mail to a supporter."},
      {"invitation_reminder", letter, {"name", "programme", "link"}, "Sent once when nobody came in."},
      {"participant_agreement", letter, {"programme"}, "What a participant agrees to on joining."},
      {"supporter_agreement", letter, {"programme"}, "The supporter's code of conduct."},
      {"what_happens_next", letter, {"programme"}, "Shown to a participant after joining."},
      {"notice_message", notice, {}, "A new message waits."},
      {"notice_request", notice, {}, "A supporter was asked."},
      {"notice_reminder", notice, {}, "Somebody waits for an answer."},
      {"notice_answer", notice, {}, "A request was answered or moved on."},
      {"notice_match", notice, {}, "A match began or ended."},
      {"notice_task", notice, {}, "Something is to be done."},
      {"welcome_participant", message, {"name"}, "First words on a participant's home."},
      {"welcome_supporter", message, {"name"}, "First words on a supporter's home."},
      {"request_sent",
       message,
       {"supporter", "hours"},
       "To the participant: we asked, and by when we move on."},
      {"request_reminded", message, {"supporter", "hours"}, "To the participant: we reminded the supporter."},
      {"request_accepted", message, {"supporter"}, "To the participant: the supporter said yes."},
      {"request_declined", message, {"supporter"}, "To the participant: the supporter cannot."},
      {"request_not_now", message, {"supporter"}, "To the participant: the supporter cannot now."},
      {"request_released", message, {"supporter"}, "To the participant: no answer came in time."},
      {"request_moved_on", message, {"supporter", "next"}, "To the participant: the next one is asked."},
      {"requests_exhausted", message, {}, "To the participant: nobody is left in the list."},
      {"nobody_free", message, {}, "In the library, when nobody is free."},
      {"request_received",
       message,
       {"participant", "hours"},
       "To the supporter: somebody would like to talk."},
      {"request_reminder", message, {"participant", "hours"}, "To the supporter: an answer is awaited."},
      {"request_let_go", message, {"participant"}, "To the supporter: time is over, no blame."},
      {"request_withdrawn", message, {"participant"}, "To the supporter: no answer is needed any more."},
      {"match_started_participant", message, {"supporter"}, "To the participant when the talk opens."},
      {"match_started_supporter", message, {"participant"}, "To the supporter when the talk opens."},
      {"match_ended", message, {"other"}, "To the one who did not end the match."},
      {"hello_1", message, {"name"}, "A first line to begin with; {name} is the reader of it."},
      {"hello_2", message, {"name"}, "Another first line."},
      {"hello_3", message, {"name"}, "Another first line."},
      {"share_contact_warning", message, {}, "Before a telephone number, address or e-mail is sent."},
      {"first_contact_participant", letter, {"name", "programme"}, "What a participant can say first."},
      {"first_contact_supporter", letter, {"name", "programme"}, "What a supporter can say first."},
      {"first_contact_limits", letter, {"programme"}, "What stays between the two, and what cannot."},
      {"first_contact_sheet", letter, {"programme"}, "What the supporter ticks off; lines with \"- \"."}};
  return texts;
}

const KnownText* known_text(std::string_view key) {
  const auto& all = known_texts();
  const auto found = std::find_if(all.begin(), all.end(), [&](const KnownText& t) { return t.key == key; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace kith::package
