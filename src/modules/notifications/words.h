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

inline constexpr Phrase left_subject{"You have left", "Vous êtes parti"};
inline constexpr Phrase left_and_kept{
    "You have left, as you wished. Thank you for having been with us.\n\nIf you think again, or if this was "
    "not "
    "you: sign in within seven days, and one press brings you back.",
    "Vous êtes parti, comme vous le vouliez. Merci d’avoir été avec nous.\n\nSi vous changez d’avis, ou si "
    "ce "
    "n’était pas vous : connectez-vous dans les sept jours, et un seul geste vous ramène."};
inline constexpr Phrase left_and_deleted{
    "You have left, as you wished. Thank you for having been with us.\n\nWhat you asked us to delete will be "
    "deleted on {day}. If you think again, or if this was not you: sign in before that day, and one press "
    "brings you back.",
    "Vous êtes parti, comme vous le vouliez. Merci d’avoir été avec nous.\n\nCe que vous nous avez demandé "
    "de "
    "supprimer le sera le {day}. Si vous changez d’avis, ou si ce n’était pas vous : connectez-vous avant ce "
    "jour, et un seul geste vous ramène."};

inline constexpr Phrase group_place{"You have a place in a group. Sign in to see when and where.",
                                    "Vous avez une place dans un groupe. Connectez-vous pour voir quand et "
                                    "où."};
inline constexpr Phrase group_to_lead{"You have a group to lead. Sign in to see when and where.",
                                      "Vous avez un groupe à animer. Connectez-vous pour voir quand et où."};
inline constexpr Phrase group_changed{"There is news about your group. Sign in to see it.",
                                      "Il y a du nouveau pour votre groupe. Connectez-vous pour le voir."};
inline constexpr Phrase group_over{"Your place in a group has ended. Sign in, or ask the people who run it.",
                                   "Votre place dans un groupe a pris fin. Connectez-vous ou demandez à "
                                   "l’équipe."};

inline constexpr Phrase staff_invitation_subject{"Your access", "Votre accès"};
inline constexpr Phrase staff_invitation{
    "Hello {name},\n\nYou have been given a place in the team of {programme}. Choose your password "
    "here:\n\n{link}\n\nThe link is only for you and works for two days.",
    "Bonjour {name},\n\nUne place vous a été donnée dans l’équipe de {programme}. Choisissez votre mot de "
    "passe ici :\n\n{link}\n\nLe lien est pour vous seulement et reste valable deux jours."};

}  // namespace kith::notifications_words
