#include "modules/journeys/clock_words.h"

#include "modules/journeys/words.h"

namespace kith::journeys {

std::string as_sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

Letter clock_letter(Context& context, const Journeys& journeys, const Programme& programme,
                    const std::string& text_key, const PersonId& to) {
  using namespace journeys_words;
  const std::string language = programme.language_for(journeys.people().language_of(context.tx, to));
  const auto grant = journeys.people().member_grant(context.tx, to, programme.id);
  const bool on_a_side = grant.has_value();
  const std::map<std::string, std::string> words{
      {"participant", (on_a_side ? your_participant : a_participant).in(language)},
      {"supporter", (on_a_side ? your_supporter : a_participant).in(language)},
      {"programme", programme.name(language)}};
  Letter letter;
  letter.to = to;
  letter.programme = programme.id;
  letter.kind = "clock";
  letter.subject = as_sentence(programme.title(text_key, language, words));
  if (letter.subject.empty()) letter.subject = letter_subject.in(language);
  letter.text = as_sentence(programme.text(text_key, language, words)) + "\n\n" + open_here.in(language) +
                "\n" + journeys.settings().public_origin + "\n";
  return letter;
}

}  // namespace kith::journeys
