#include "modules/journeys/clock_words.h"

#include "modules/journeys/words.h"

namespace kith::journeys {
namespace {

// Whoever else is spoken of, without their name.
std::map<std::string, std::string> nameless(Context& context, const Journeys& journeys,
                                            const Programme& programme, const std::string& language,
                                            const PersonId& to) {
  using namespace journeys_words;
  const bool on_a_side = journeys.people().member_grant(context.tx, to, programme.id).has_value();
  return {{"participant", (on_a_side ? your_participant : a_participant).in(language)},
          {"supporter", (on_a_side ? your_supporter : a_participant).in(language)},
          {"programme", programme.name(language)}};
}

std::string language_to(Context& context, const Journeys& journeys, const Programme& programme,
                        const PersonId& to) {
  return programme.language_for(journeys.people().language_of(context.tx, to));
}

std::string with_way_in(const Journeys& journeys, const std::string& text, const std::string& language) {
  return text + "\n\n" + journeys_words::open_here.in(language) + "\n" + journeys.settings().public_origin +
         "\n";
}

}  // namespace

std::string as_sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string travelling_text(Context& context, const Journeys& journeys, const Programme& programme,
                            const std::string& text_key, const PersonId& to) {
  const std::string language = language_to(context, journeys, programme, to);
  return as_sentence(
      programme.text(text_key, language, nameless(context, journeys, programme, language, to)));
}

Letter clock_letter(Context& context, const Journeys& journeys, const Programme& programme,
                    const std::string& text_key, const PersonId& to) {
  using namespace journeys_words;
  const std::string language = language_to(context, journeys, programme, to);
  const auto words = nameless(context, journeys, programme, language, to);
  Letter letter;
  letter.to = to;
  letter.programme = programme.id;
  letter.kind = "clock";
  letter.subject = as_sentence(programme.title(text_key, language, words));
  if (letter.subject.empty()) letter.subject = letter_subject.in(language);
  letter.text = with_way_in(journeys, as_sentence(programme.text(text_key, language, words)), language);
  return letter;
}

Letter phrase_letter(Context& context, const Journeys& journeys, const PersonId& to,
                     const ProgrammeId& programme, const Phrase& words) {
  const std::string language = journeys.people().language_of(context.tx, to);
  Letter letter;
  letter.to = to;
  letter.programme = programme;
  letter.subject = journeys_words::letter_subject.in(language);
  letter.text = with_way_in(journeys, words.in(language), language);
  return letter;
}

}  // namespace kith::journeys
