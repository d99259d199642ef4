#pragma once

#include "kernel/words.h"

// What the groups module itself says. Why people fit together stands in forming/phrases.h.
namespace kith::groups_words {

inline constexpr Phrase no_rules{"This programme has no groups.", "Ce programme n’a pas de groupes."};
inline constexpr Phrase no_draft{"There is no proposal. Ask Kith to propose groups first.",
                                 "Il n’y a pas de proposition. Demandez d’abord à Kith d’en faire une."};
inline constexpr Phrase changed{"Somebody changed this proposal meanwhile. Look at it again.",
                                "Quelqu’un a changé cette proposition entre-temps. Regardez-la de nouveau."};
inline constexpr Phrase kept_apart{"This person cannot be in this group.",
                                   "Cette personne ne peut pas être dans ce groupe."};
inline constexpr Phrase moved_on{
    "Somebody came, left or was moved while Kith looked for groups. Please propose groups again.",
    "Quelqu’un est arrivé, est parti ou a été déplacé pendant la recherche. Demandez de nouveau une "
    "proposition."};
inline constexpr Phrase nothing_formed{"There is no group to accept.", "Il n’y a aucun groupe à accepter."};
inline constexpr Phrase nobody_waits{"Nobody is waiting for a group.", "Personne n’attend de groupe."};
inline constexpr Phrase in_a_group{"This person is in a group already.",
                                   "Cette personne est déjà dans un groupe."};
inline constexpr Phrase cannot_merge{"No time and place suit everybody of the two groups.",
                                     "Aucun moment ni lieu ne convient à tous les membres des deux groupes."};
inline constexpr Phrase group_number{"Group {number}", "Groupe {number}"};
inline constexpr Phrase no_group{"No group", "Aucun groupe"};
inline constexpr Phrase place_open{"Place to be agreed", "Lieu à convenir"};
inline constexpr Phrase when{"{day}, {from} to {until}", "{day}, de {from} à {until}"};
inline constexpr Phrase moved_out{"you took them out of a group", "vous les avez retirés d’un groupe"};
inline constexpr Phrase help_moved_out{"Put them into another group, or solve again.",
                                       "Placez-les dans un autre groupe, ou recalculez."};
inline constexpr Phrase came_later{"they came after these groups were proposed",
                                   "sont arrivés après cette proposition"};
inline constexpr Phrase help_came_later{"Solve again, or put them into a group that fits.",
                                        "Recalculez, ou placez-les dans un groupe qui convient."};
inline constexpr Phrase few_facilitators{"This group has {count} facilitators; it needs {least}.",
                                         "Ce groupe a {count} animateurs ; il en faut {least}."};
inline constexpr Phrase too_few{"{count} members are too few; a group needs {least}.",
                                "{count} membres ne suffisent pas ; il en faut {least}."};
inline constexpr Phrase too_many{"{count} members are too many; {most} is the most.",
                                 "{count} membres, c’est trop ; {most} au plus."};
inline constexpr Phrase does_not_suit{"The time or the place does not suit {name}.",
                                      "L’heure ou le lieu ne convient pas à {name}."};

}  // namespace kith::groups_words
