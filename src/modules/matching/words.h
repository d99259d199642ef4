#pragma once

#include "kernel/words.h"

// What the matching module itself says.
namespace kith::matching_words {

inline constexpr Phrase and_more{"{list} and more", "{list} et d’autres moments"};
inline constexpr Phrase queued{"We will ask {name} if nobody before says yes.",
                               "Nous demanderons à {name} si personne avant ne dit oui."};
inline constexpr Phrase closed{"You found someone else, so {name} was not asked.",
                               "Vous avez trouvé quelqu’un d’autre ; {name} n’a donc pas été contacté."};
inline constexpr Phrase withdrawn{
    "You took this back. {name} knows that no answer is needed.",
    "Vous avez retiré cette demande. {name} sait qu’il n’y a plus rien à répondre."};
inline constexpr Phrase match_new{"You can say hello to {name} now.", "Vous pouvez dire bonjour à {name}."};
inline constexpr Phrase match_in_contact{"You and {name} are in contact.",
                                         "Vous êtes en contact avec {name}."};
inline constexpr Phrase match_ended{"You and {name} have finished.",
                                    "Votre échange avec {name} est terminé."};
inline constexpr Phrase turn_to_choose{"Can choose someone to ask", "Peut choisir à qui demander"};
inline constexpr Phrase turn_to_answer{"{name} was asked", "{name} a reçu la demande"};
inline constexpr Phrase turn_to_help{"Nobody has said yes; needs your help",
                                     "Personne n’a dit oui ; a besoin de vous"};
inline constexpr Phrase next_choose{"Call if they have not chosen in a few days",
                                    "Appelez si rien n’est choisi d’ici quelques jours"};
inline constexpr Phrase next_release{"Without an answer, the next person is asked",
                                     "Sans réponse, la personne suivante est contactée"};
inline constexpr Phrase next_help{"Call, and choose together from the list",
                                  "Appelez et choisissez ensemble"};

inline constexpr Phrase wait_known{
    "Waiting before you for the same people: {ahead}. Going by the last three months, it may take {low} to "
    "{high} "
    "weeks.",
    "Personnes qui attendent avant vous : {ahead}. D’après les trois derniers mois, cela peut prendre de "
    "{low} à "
    "{high} semaines."};
inline constexpr Phrase wait_unknown{
    "Waiting before you for the same people: {ahead}. It is too early to say how long it will take.",
    "Personnes qui attendent avant vous : {ahead}. Il est trop tôt pour dire combien de temps cela prendra."};
inline constexpr Phrase free_now{"Free for them now: {count}", "Libres maintenant : {count}"};
inline constexpr Phrase nobody_free_known{
    "Nobody is free. Before them: {ahead}. Perhaps {low} to {high} weeks",
    "Personne n’est libre. Avant : {ahead}. Peut-être {low} à {high} semaines"};
inline constexpr Phrase nobody_free_unknown{"Nobody is free. Before them: {ahead}. Too early to say how long",
                                            "Personne n’est libre. Avant : {ahead}. Trop tôt pour estimer"};

inline constexpr Phrase days[] = {{"Mon", "lun."}, {"Tue", "mar."}, {"Wed", "mer."}, {"Thu", "jeu."},
                                  {"Fri", "ven."}, {"Sat", "sam."}, {"Sun", "dim."}};

}  // namespace kith::matching_words
