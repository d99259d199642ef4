#pragma once

#include "kernel/words.h"

// What the journeys module itself says: the next step in one plain sentence, and the word on its button.
namespace kith::journeys_words {

// One's own tasks.
inline constexpr Phrase choose{"Choose someone to talk to, whenever you are ready.",
                               "Choisissez quelqu’un à qui parler, quand vous le voulez."};
inline constexpr Phrase choose_button{"Choose", "Choisir"};
inline constexpr Phrase answer{
    "{name} would like to talk with you. Yes, not now and no are all fine.",
    "{name} aimerait parler avec vous. Oui, pas maintenant et non sont de bonnes réponses."};
inline constexpr Phrase answer_button{"Answer", "Répondre"};
inline constexpr Phrase hello{
    "You and {name} can write to each other now. A short hello is a good start.",
    "Vous et {name} pouvez maintenant vous écrire. Un petit bonjour suffit pour commencer."};
inline constexpr Phrase hello_button{"Say hello", "Dire bonjour"};
inline constexpr Phrase open_talk_button{"Open the talk", "Ouvrir la discussion"};
inline constexpr Phrase home_button{"Open", "Ouvrir"};

// Tasks of the staff.
inline constexpr Phrase help_choose{
    "Nobody on the list of {name} was free. Please look for someone together.",
    "Personne sur la liste de {name} n’était libre. Cherchez quelqu’un ensemble."};
inline constexpr Phrase reach_by_phone{"A message could not be delivered to {name}. Please call them.",
                                       "Un message n’a pas pu être remis à {name}. Merci de l’appeler."};
inline constexpr Phrase concern{
    "Someone said that something worries them. Please look at it now.",
    "Quelqu’un a dit que quelque chose l’inquiète. Merci de regarder maintenant."};
inline constexpr Phrase open_person_button{"Open the page", "Ouvrir la fiche"};
inline constexpr Phrase open_concerns_button{"Open the concerns", "Ouvrir les signalements"};

// When nothing is to be done.
inline constexpr Phrase come_in{"Welcome. A few short steps, and you can begin.",
                                "Bienvenue. Quelques petites étapes, et vous pouvez commencer."};
inline constexpr Phrase come_in_button{"Begin", "Commencer"};
inline constexpr Phrase talk_on{"You can write to {name} whenever you like.",
                                "Vous pouvez écrire à {name} quand vous voulez."};
inline constexpr Phrase talk_on_button{"Write", "Écrire"};
inline constexpr Phrase asked{
    "We asked for you. You need do nothing: we tell you as soon as there is an answer.",
    "Nous avons demandé pour vous. Vous n’avez rien à faire : nous vous prévenons dès "
    "qu’il y a une réponse."};
inline constexpr Phrase asked_button{"See your request", "Voir votre demande"};
inline constexpr Phrase nobody_asks{
    "Nobody is waiting for you now. We tell you when someone would like to talk.",
    "Personne ne vous attend pour le moment. Nous vous prévenons quand quelqu’un "
    "aimerait parler."};
inline constexpr Phrase nobody_asks_button{"My room for people", "Ma place pour des personnes"};
inline constexpr Phrase resting{"You are taking a break. You are welcome back whenever you like.",
                                "Vous faites une pause. Vous êtes les bienvenus à tout moment."};
inline constexpr Phrase resting_button{"How I take part", "Comment je participe"};
inline constexpr Phrase board{"See what needs you today in {programme}.",
                              "Voyez ce qui vous attend aujourd’hui dans {programme}."};
inline constexpr Phrase board_button{"Open Today", "Ouvrir Aujourd’hui"};
inline constexpr Phrase no_programme{
    "You are not part of a programme yet. Your team can add you.",
    "Vous ne faites pas encore partie d’un programme. Votre équipe peut vous ajouter."};
inline constexpr Phrase no_programme_button{"Find help", "Trouver de l’aide"};

// In letters, instead of a name.
inline constexpr Phrase your_participant{"the person you support", "la personne que vous soutenez"};
inline constexpr Phrase your_supporter{"the person who supports you", "la personne qui vous soutient"};
inline constexpr Phrase a_participant{"someone in your programme", "une personne de votre programme"};
inline constexpr Phrase letter_subject{"A message for you", "Un message pour vous"};
inline constexpr Phrase open_here{"Open it here:", "Ouvrez-le ici :"};

}  // namespace kith::journeys_words
