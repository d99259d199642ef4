#pragma once

#include "kernel/words.h"

// What the rehearsals module says when it refuses.
namespace kith::rehearsals_words {

inline constexpr Phrase not_here{"This Kith does not rehearse.", "Ce Kith ne fait pas de répétitions."};
inline constexpr Phrase unknown_population{"There is no such population. Choose one of the list.",
                                           "Cette population n’existe pas. Choisissez-en une dans la liste."};
inline constexpr Phrase unknown_clock{
    "This programme has no such clock, or its time cannot be changed. Choose one of the list.",
    "Ce programme n’a pas cette horloge, ou son délai ne peut pas changer. Choisissez-en une dans la liste."};
inline constexpr Phrase no_change{"The two designs are the same. Change one thing first.",
                                  "Les deux plans sont les mêmes. Changez d’abord une chose."};
inline constexpr Phrase too_many_people{
    "At most {most} people can be rehearsed. Choose fewer.",
    "On peut répéter avec {most} personnes au plus. Choisissez-en moins."};
inline constexpr Phrase too_large{
    "This would take hours. Choose fewer weeks or fewer rehearsals, or ask whoever runs this Kith to "
    "rehearse "
    "it on the command line.",
    "Cela prendrait des heures. Choisissez moins de semaines ou moins de répétitions, ou demandez à la "
    "personne "
    "qui gère ce Kith de le faire en ligne de commande."};
inline constexpr Phrase one_at_a_time{
    "You have a rehearsal that is not finished. Wait for it, or stop it first.",
    "Une de vos répétitions n’est pas terminée. Attendez-la, ou arrêtez-la d’abord."};
inline constexpr Phrase queue_full{"Others are rehearsing now. Please try again in a few minutes.",
                                   "D’autres répètent en ce moment. Réessayez dans quelques minutes."};

}  // namespace kith::rehearsals_words
