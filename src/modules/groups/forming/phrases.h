#pragma once

#include "kernel/words.h"

// The sentences about groups, for this folder only.
namespace kith::forming::phrases {

inline constexpr Phrase days[] = {{"Monday", "lundi"},   {"Tuesday", "mardi"},   {"Wednesday", "mercredi"},
                                  {"Thursday", "jeudi"}, {"Friday", "vendredi"}, {"Saturday", "samedi"},
                                  {"Sunday", "dimanche"}};
inline constexpr Phrase age{"age", "l’âge"};
inline constexpr Phrase all_free{"all {count} are free then", "les {count} sont libres à ce moment"};
inline constexpr Phrase some_cannot{"{count} cannot come then", "{count} ne peuvent pas venir à ce moment"};
inline constexpr Phrase and_also{" and ", " et "};
inline constexpr Phrase nobody_over{"nobody lives over {km} km away", "personne n’habite à plus de {km} km"};
inline constexpr Phrase only_one{"{name} is the only one whose {field} is {value}",
                                 "{name} est la seule personne dont {field} est {value}"};
inline constexpr Phrase only_one_unsaid{"{name} is the only one of their kind by {field}",
                                        "{name} est la seule personne de son genre pour {field}"};
inline constexpr Phrase born{"born {lowest} to {highest}", "naissance de {lowest} à {highest}"};
inline constexpr Phrase from_to{"{field} {lowest} to {highest}", "{field} de {lowest} à {highest}"};
inline constexpr Phrase nobody_alone{"nobody is the only one by {field}",
                                     "personne n’est seul de son genre pour {field}"};
inline constexpr Phrase varied{
    "varied in {field}: no more than {sharing} of {known} share one",
    "variété pour {field} : pas plus de {sharing} sur {known} ont la même réponse"};
inline constexpr Phrase shared{"{sharing} of {known} share {field}: {value}",
                               "{sharing} sur {known} ont en commun {field} : {value}"};

inline constexpr Phrase good_at{"good at {skills}", "à l’aise pour : {skills}"};
inline constexpr Phrase nobody_good_at{"nobody good at {skills}", "personne pour : {skills}"};
inline constexpr Phrase trained_together{"trained together", "formées ensemble"};
inline constexpr Phrase not_trained_together{"not all trained together", "pas toutes formées ensemble"};

inline constexpr Phrase part_apart{"{field} apart", "{field} : différences"};
inline constexpr Phrase part_alike{"{field} alike", "{field} : ressemblances"};
inline constexpr Phrase part_alone{"alone by {field}", "seul pour {field}"};
inline constexpr Phrase part_travel{"journeys", "trajets"};
inline constexpr Phrase part_size{"size", "taille"};
inline constexpr Phrase part_skills{"missing skills", "compétences qui manquent"};
inline constexpr Phrase part_together{"not trained together", "pas formées ensemble"};
inline constexpr Phrase part_seats{"more facilitators", "plus d’animateurs"};
inline constexpr Phrase part_facilitators{"facilitators' journeys", "trajets des animateurs"};

inline constexpr Phrase why_never_free{"free at none of the times to meet",
                                       "libre à aucune des heures de rencontre"};
inline constexpr Phrase why_reach{"no meeting place is within reach", "aucun lieu de rencontre à portée"};
inline constexpr Phrase why_few{"too few others are free nearby when they are",
                                "trop peu de personnes libres près d’ici en même temps"};
inline constexpr Phrase why_facilitators{"not enough facilitators are free nearby when they are",
                                         "pas assez d’animateurs libres près d’ici en même temps"};
inline constexpr Phrase why_room{"the groups they could join are full",
                                 "les groupes possibles sont complets"};
inline constexpr Phrase why_alone{
    "they would be the only one of their kind, or meet somebody they are kept apart from",
    "serait seul de son genre, ou rencontrerait quelqu’un qu’il ne faut pas rencontrer"};
inline constexpr Phrase why_left{"those they could meet with fit better elsewhere",
                                 "les personnes possibles vont mieux ailleurs"};

inline constexpr Phrase help_never_free{"Ask which other times they could come.",
                                        "Demandez à quels autres moments ce serait possible."};
inline constexpr Phrase help_reach{"A lift, or a meeting place nearer to them, would help.",
                                   "Un covoiturage, ou un lieu plus proche, aiderait."};
inline constexpr Phrase help_few{
    "A few more people near them, or one more time they are free, would help.",
    "Quelques personnes de plus près d’ici, ou un moment libre de plus, aiderait."};
inline constexpr Phrase help_facilitators{"One more facilitator near them would help.",
                                          "Un animateur de plus près d’ici aiderait."};
inline constexpr Phrase help_room{"Put them in by hand if one more is all right, or start one more group.",
                                  "Ajoutez à la main si une personne de plus convient, ou créez un groupe."};
inline constexpr Phrase help_alone{"One more person like them nearby would help.",
                                   "Une personne semblable près d’ici aiderait."};
inline constexpr Phrase help_left{"Look for a group that fits below, or wait for more people.",
                                  "Cherchez un groupe qui convient, ou attendez d’autres personnes."};

inline constexpr Phrase not_free{"{day} at {time} does not fit {name}.",
                                 "Le créneau du {day} à {time} ne convient pas à {name}."};
inline constexpr Phrase out_of_reach{"It is {km} km for {name}, who can go {most} km.",
                                     "C’est à {km} km pour {name}, qui peut faire {most} km."};
inline constexpr Phrase full{
    "The group would have {count} members. With more than {most}, the room gets too full.",
    "Le groupe aurait {count} membres. À plus de {most}, c’est trop."};
inline constexpr Phrase somebody_alone{"Somebody would be the only one of their kind by {field}.",
                                       "Quelqu’un serait seul de son genre pour {field}."};
inline constexpr Phrase too_small{"The group they leave would have {count} members; it needs {least}.",
                                  "Le groupe quitté aurait {count} membres ; il en faut {least}."};
inline constexpr Phrase more_far{"{count} more travel over {km} km.",
                                 "{count} de plus font plus de {km} km."};
inline constexpr Phrase fewer_far{"{count} fewer travel over {km} km.",
                                  "{count} de moins font plus de {km} km."};
inline constexpr Phrase longer{"All journeys together get {km} km longer.",
                               "Les trajets s’allongent de {km} km en tout."};
inline constexpr Phrase shorter{"All journeys together get {km} km shorter.",
                                "Les trajets raccourcissent de {km} km en tout."};
inline constexpr Phrase less_alike{"Members are less alike in {field}.",
                                   "Les membres se ressemblent moins pour {field}."};
inline constexpr Phrase more_alike{"Members are more alike in {field}.",
                                   "Les membres se ressemblent plus pour {field}."};
inline constexpr Phrase less_varied{"Members are less varied in {field}.",
                                    "Les membres sont moins variés pour {field}."};
inline constexpr Phrase more_varied{"Members are more varied in {field}.",
                                    "Les membres sont plus variés pour {field}."};
inline constexpr Phrase more_alone{"More people are the only one by {field}.",
                                   "Plus de personnes sont seules pour {field}."};
inline constexpr Phrase fewer_alone{"Fewer people are the only one by {field}.",
                                    "Moins de personnes sont seules pour {field}."};
inline constexpr Phrase size_worse{"The sizes of the groups get worse.",
                                   "Les tailles des groupes conviennent moins."};
inline constexpr Phrase size_better{"The sizes of the groups get better.",
                                    "Les tailles des groupes conviennent mieux."};
inline constexpr Phrase nothing_changes{"Nothing gets worse.", "Rien n’est moins bien."};

}  // namespace kith::forming::phrases
