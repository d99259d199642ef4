#pragma once

#include "kernel/words.h"

// What the people module itself says.
namespace kith::people_words {

inline constexpr Phrase shown_to_all{"People you may talk to can see this.",
                                     "Les personnes avec qui vous pourriez parler voient ceci."};
inline constexpr Phrase shown_if_you_like{
    "People you may talk to can see this, unless you hide it.",
    "Les personnes avec qui vous pourriez parler voient ceci, sauf si vous le "
    "cachez."};
inline constexpr Phrase shown_to_staff{"Only the staff of your programme can see this.",
                                       "Seule l’équipe de votre programme voit ceci."};
inline constexpr Phrase look_without_reason{"No reason was given.", "Aucune raison n’a été donnée."};
inline constexpr Phrase look_at_page{"Opened your page.", "A ouvert votre page."};

inline constexpr Phrase somebody_who_left{"Somebody who has left", "Une personne qui est partie"};
inline constexpr Phrase too_late_to_undo{
    "It is too late to take this back here. You are welcome to join again: ask the programme’s team.",
    "Il est trop tard pour revenir en arrière ici. Vous pouvez vous inscrire de nouveau : demandez à "
    "l’équipe du programme."};
inline constexpr Phrase read_out_first{"Read out what will happen first, and note that the person said yes.",
                                       "Lisez d’abord ce qui va se passer, et notez que la réponse est oui."};
inline constexpr Phrase words_changed{
    "The words have changed since you opened this page. Open it again, and read out what it says now.",
    "Le texte a changé depuis que vous avez ouvert cette page. Ouvrez-la de nouveau et lisez ce qu’elle "
    "dit."};
inline constexpr Phrase date_not_yet{"Write the day on the paper: today or before.",
                                     "Écrivez le jour indiqué sur le papier : aujourd’hui ou avant."};

inline constexpr Phrase screen_needed{"Please answer the short questions at the beginning first.",
                                      "Répondez d’abord aux courtes questions du début, s’il vous plaît."};
inline constexpr Phrase already_in{"You take part already, so there is nothing to answer here.",
                                   "Vous participez déjà : il n’y a donc rien à répondre ici."};
inline constexpr Phrase yes_or_no{"Please answer with yes or no.", "Répondez par oui ou par non."};
inline constexpr Phrase not_asked{"This question is not asked here.", "Cette question n’est pas posée ici."};

inline constexpr Phrase happened_fits{"Answered the questions at the beginning: the programme suits them",
                                      "A répondu aux questions du début : le programme convient"};
inline constexpr Phrase happened_redirected{
    "Answered the questions at the beginning: was told kindly where else to turn",
    "A répondu aux questions du début : a appris où s’adresser ailleurs"};
inline constexpr Phrase happened_left{"Chose to leave", "A choisi de partir"};
inline constexpr Phrase happened_back{"Changed their mind and came back", "A changé d’avis et est revenue"};
inline constexpr Phrase happened_added{"Came into the programme’s list", "Ajout à la liste du programme"};
inline constexpr Phrase happened_invited{"Was invited", "Invitation envoyée"};
inline constexpr Phrase happened_active{"Is taking part", "Participe"};
inline constexpr Phrase happened_paused{"Is taking a break", "Fait une pause"};
inline constexpr Phrase happened_ended{"Has left the programme", "A quitté le programme"};
inline constexpr Phrase happened_asked{"Asked someone for support", "A demandé du soutien à quelqu’un"};
inline constexpr Phrase happened_matched{"Found someone to talk to", "A trouvé quelqu’un à qui parler"};
inline constexpr Phrase happened_match_ended{"A match came to its end", "Un jumelage a pris fin"};
inline constexpr Phrase happened_contact{"They have been in contact", "Premier contact établi"};
inline constexpr Phrase happened_consent{"An agreement was changed", "Un accord a été modifié"};
inline constexpr Phrase happened_looked{"Staff opened this page", "L’équipe a ouvert cette page"};

}  // namespace kith::people_words
