#pragma once

#include "kernel/words.h"

// What the notifications module itself says. Everything here may be read on a locked screen.
namespace kith::notifications_words {

inline constexpr Phrase open_here{"Open it here:", "Ouvrez-le ici :"};

inline constexpr Phrase something_new{"Something new is waiting for you.", "Du nouveau vous attend."};

inline constexpr Phrase concern_notice{"Something needs your attention today.",
                                       "Quelque chose demande votre attention aujourd’hui."};
inline constexpr Phrase concern_waits{"Something still needs your attention now.",
                                      "Quelque chose demande encore votre attention, maintenant."};

inline constexpr Phrase staff_invitation_subject{"Your access", "Votre accès"};
inline constexpr Phrase staff_invitation{
    "Hello {name},\n\nYou have been given a place in the team of {programme}. Choose your password "
    "here:\n\n{link}\n\nThe link is only for you and works for two days.",
    "Bonjour {name},\n\nUne place vous a été donnée dans l’équipe de {programme}. Choisissez votre mot de "
    "passe ici :\n\n{link}\n\nLe lien est pour vous seulement et reste valable deux jours."};

}  // namespace kith::notifications_words
