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
inline constexpr Phrase open_talk_button{"Open the talk", "Ouvrir la discussion"};
inline constexpr Phrase home_button{"Open", "Ouvrir"};

// Tasks of the staff.
inline constexpr Phrase help_choose{
    "Nobody on the list of {name} was free. Please look for someone together.",
    "Personne sur la liste de {name} n’était libre. Cherchez quelqu’un ensemble."};
inline constexpr Phrase reach_by_phone{
    "No letter reaches {name}. Please call them and tell them the news.",
    "Aucun courrier n’arrive à {name}. Merci de l’appeler et de donner les "
    "nouvelles."};
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

// Questions in messages, and their answers.
inline constexpr Phrase answer_here{"Tap the answer that fits. You need not sign in.",
                                    "Touchez la réponse qui convient. Pas besoin de vous connecter."};
inline constexpr Phrase answer_fine{"All is well", "Tout va bien"};
inline constexpr Phrase answer_unsure{"I am not sure", "Je ne sais pas trop"};
inline constexpr Phrase answer_talk{"I would like to talk about it", "J’aimerais en parler"};
inline constexpr Phrase answer_yes{"Yes", "Oui"};
inline constexpr Phrase answer_partly{"Partly", "En partie"};
inline constexpr Phrase answer_no{"No", "Non"};
inline constexpr Phrase answer_thanks{"Thank you. That helps us.", "Merci. Cela nous aide."};
inline constexpr Phrase leaver_letter{
    "You stopped after a short time, and that is fine. Would you answer two short questions? It takes half a "
    "minute.",
    "Vous avez arrêté après peu de temps, et c’est très bien ainsi. Voulez-vous répondre à deux petites "
    "questions ? Une demi-minute suffit."};
inline constexpr Phrase leaver_found{"Did you find what you were looking for?",
                                     "Avez-vous trouvé ce que vous cherchiez ?"};
inline constexpr Phrase leaver_again{"Would you come back one day, if you needed it?",
                                     "Reviendriez-vous un jour, en cas de besoin ?"};
inline constexpr Phrase answered{"{name} answered that all is not quite well. Please call them.",
                                 "{name} a répondu que tout ne va pas tout à fait bien. Merci d’appeler."};

// Endings.
inline constexpr Phrase look_after{
    "{name} had to stop or takes a break. Ask kindly how they are.",
    "{name} a dû arrêter ou fait une pause. Demandez gentiment de ses nouvelles."};
inline constexpr Phrase next_group{"{name} would like to join a group.",
                                   "{name} aimerait rejoindre un groupe."};
inline constexpr Phrase group_place{"You have a place in a group. See when and where you meet.",
                                    "Vous avez une place dans un groupe. Voyez quand et où il se réunit."};
inline constexpr Phrase group_to_lead{"You have a group to lead. See when and where you meet.",
                                      "Vous avez un groupe à animer. Voyez quand et où il se réunit."};
inline constexpr Phrase group_changed{"There is news about your group. Please have a look.",
                                      "Il y a du nouveau pour votre groupe. Regardez, s’il vous plaît."};
inline constexpr Phrase group_over{"Your place in a group has ended.",
                                   "Votre place dans un groupe a pris fin."};
inline constexpr Phrase group_button{"See my group", "Voir mon groupe"};
inline constexpr Phrase group_time{"The time of their group does not suit {name}.",
                                   "L’heure du groupe ne convient pas à {name}."};
inline constexpr Phrase next_supporter{"{name} would like to support others.",
                                       "{name} aimerait soutenir d’autres personnes."};
inline constexpr Phrase pause_letter{
    "The person who supports you takes a break. It is not about you. You may wait, or choose someone else: "
    "both are fine.",
    "La personne qui vous soutient fait une pause. Cela n’a rien à voir avec vous. Vous pouvez attendre ou "
    "choisir quelqu’un d’autre : les deux sont possibles."};
inline constexpr Phrase stopped_letter{
    "The person who supported you can no longer do so. It is not about you. You can choose someone new now, "
    "or "
    "call us and we look together.",
    "La personne qui vous soutenait ne peut plus le faire. Cela n’a rien à voir avec vous. Vous pouvez "
    "choisir "
    "quelqu’un d’autre dès maintenant, ou nous appeler pour chercher ensemble."};
inline constexpr Phrase extended_letter{
    "You both wished to go on, so you do. The new last day stands in Kith.",
    "Vous souhaitez continuer tous les deux, alors vous continuez. La "
    "nouvelle date de fin est dans Kith."};

// What the supporter of a silent pair reads.
inline constexpr Phrase nudge_letter{
    "It has been a while. A short call or message may mean a lot. If it does not suit you any more, tell us: "
    "that is fine too.",
    "Cela fait un moment. Un petit appel ou message peut faire beaucoup de bien. Si cela ne vous convient "
    "plus, dites-le-nous : c’est possible aussi."};

// What one can do now.
inline constexpr Phrase can_choose{"Choose someone to talk to", "Choisir quelqu’un à qui parler"};
inline constexpr Phrase can_see_request{"See your request", "Voir votre demande"};
inline constexpr Phrase can_write{"Write a message", "Écrire un message"};
inline constexpr Phrase can_log{"Note a call or meeting", "Noter un appel ou une rencontre"};
inline constexpr Phrase can_change{"Change or end who you talk with", "Changer de personne ou terminer"};
inline constexpr Phrase can_plan_end{"Say what comes next", "Dire la suite que vous souhaitez"};
inline constexpr Phrase can_pause{"Take a break", "Faire une pause"};
inline constexpr Phrase can_resume{"Come back", "Revenir"};
inline constexpr Phrase can_answer{"Answer requests", "Répondre aux demandes"};
inline constexpr Phrase redirected{
    "This programme is not the right one for you just now. Others can help.",
    "Ce programme n’est pas le bon pour vous en ce moment. D’autres peuvent aider."};
inline constexpr Phrase redirected_button{"See where you can turn", "Voir où vous adresser"};
inline constexpr Phrase can_answer_anew{"Change my answers", "Changer mes réponses"};
inline constexpr Phrase can_come_in{"Come in", "Entrer"};
inline constexpr Phrase log_button{"Note the contact", "Noter le contact"};

}  // namespace kith::journeys_words
