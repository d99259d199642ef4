#include "modules/journeys/event_words.h"

#include "kernel/words.h"

namespace kith::journeys {
namespace {

struct Named {
  std::string_view name;
  Phrase words;
};

// Events first, then the states of `while:` that are not events too.
constexpr Named all[] = {
    {"person.invited", {"the invitation was sent", "l’invitation est partie"}},
    {"person.joined", {"they came in", "la personne est entrée"}},
    {"person.profile_completed", {"they answered every question", "toutes les questions ont une réponse"}},
    {"person.paused", {"they take a break", "la personne fait une pause"}},
    {"person.resumed", {"they came back", "la personne est revenue"}},
    {"person.left", {"they left", "la personne est partie"}},
    {"supporter.certified", {"they may be matched", "la personne peut être jumelée"}},
    {"request.sent", {"a supporter was asked", "une demande a été faite"}},
    {"request.reminded", {"the supporter was reminded", "un rappel est parti"}},
    {"request.accepted", {"the supporter said yes", "la réponse est oui"}},
    {"request.declined", {"the supporter said no", "la réponse est non"}},
    {"request.not_now", {"the supporter said not now", "la réponse est : pas maintenant"}},
    {"request.released", {"no answer came in time", "pas de réponse à temps"}},
    {"request.withdrawn", {"the request was taken back", "la demande a été retirée"}},
    {"request.exhausted", {"nobody was left to ask", "il ne restait personne à qui demander"}},
    {"match.accepted", {"the match began", "le jumelage a commencé"}},
    {"match.first_contact", {"they were in touch for the first time", "le premier contact a eu lieu"}},
    {"match.check_in_done", {"somebody asked how it goes", "quelqu’un a pris des nouvelles"}},
    {"match.extended", {"the two agreed to go on", "les deux ont décidé de continuer"}},
    {"match.ending", {"the last weeks began", "les dernières semaines ont commencé"}},
    {"match.paused", {"one of the two takes a break", "l’un des deux fait une pause"}},
    {"match.resumed", {"the two go on after a break", "les deux continuent après une pause"}},
    {"match.ended", {"the match ended", "le jumelage est terminé"}},
    {"match.ended_early", {"the supporter had to stop", "la personne qui soutient a dû arrêter"}},
    {"conversation.first_message", {"the first message was written", "le premier message est écrit"}},
    {"conversation.message_sent", {"a message was written", "un message a été écrit"}},
    {"contact.logged", {"the two were in touch", "les deux ont été en contact"}},
    {"contact.attempted", {"the supporter tried to reach them", "une tentative de contact a été faite"}},
    {"answer.fine", {"they answered that all is well", "la réponse : tout va bien"}},
    {"answer.unsure", {"they answered that they are not sure", "la réponse : je ne sais pas trop"}},
    {"concern.raised", {"somebody said that something worries them", "une inquiétude a été signalée"}},
    {"concern.closed", {"the concern was dealt with", "le signalement a été traité"}},
    {"person.waiting", {"they have nobody yet", "la personne n’a encore personne"}},
    {"match.without_contact", {"the two were never in touch", "les deux n’ont jamais été en contact"}},
    {"match.silent", {"the two were last in touch", "le dernier contact des deux"}},
    {"match.active", {"the match began", "le jumelage a commencé"}},
    {"concern.open", {"a concern waits", "un signalement attend"}}};

}  // namespace

std::string words_of_event(std::string_view name, const std::string& language) {
  for (const Named& each : all) {
    if (each.name == name) return each.words.in(language);
  }
  return "";
}

}  // namespace kith::journeys
