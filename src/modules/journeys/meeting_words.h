#pragma once

#include "kernel/words.h"

// What is said around a first contact, and what Kith says where a programme has no text of its own for it.
namespace kith::journeys_words {

inline constexpr Phrase met_subject{"A short question for you", "Une petite question pour vous"};
inline constexpr Phrase met_ask{"Have the two of you met or talked yet? Both answers are fine.",
                                "Vous êtes-vous déjà rencontrés ou parlé ? Les deux réponses sont bonnes."};
inline constexpr Phrase answer_met{"Yes, we met or talked", "Oui, nous nous sommes parlé"};
inline constexpr Phrase answer_not_yet{"Not yet", "Pas encore"};

inline constexpr Phrase met_differs{
    "{other} says that the two have talked, {name} says not yet. Ring {name} and ask kindly what would help.",
    "{other} dit qu’ils se sont parlé, {name} dit pas encore. Appelez {name} et demandez gentiment ce qui "
    "aiderait."};
inline constexpr Phrase call_of_three{
    "{name} would like you on the line for the first talk with {other}. Find a time for the three of you.",
    "{name} aimerait que vous soyez en ligne pour le premier échange avec {other}. Trouvez une heure à "
    "trois."};

// Paragraphs are parted by an empty line, as in the letters of a package.
inline constexpr Phrase script_title{"Your first talk with {name}", "Votre premier échange avec {name}"};
inline constexpr Phrase participant_script{
    "Nearly everybody is a little nervous before the first talk. You need not prepare anything.\n\n"
    "You could begin with: \"Hello {name}, I do not quite know where to begin.\" Say only what you want to "
    "say.",
    "Presque tout le monde est un peu nerveux avant le premier échange. Vous n’avez rien à préparer.\n\n"
    "Vous pourriez commencer ainsi : « Bonjour {name}, je ne sais pas trop par où commencer. » Dites "
    "seulement "
    "ce que vous voulez dire."};
inline constexpr Phrase supporter_script{
    "{name} may be nervous. Say your first name and how long you have time, and ask: \"Is now a good "
    "moment?\"\n\nThen ask: \"What would you like to talk about?\" and listen. Before you end, agree how and "
    "when you talk next.",
    "{name} est peut-être nerveux. Dites votre prénom et combien de temps vous avez, et demandez : « Est-ce "
    "un "
    "bon moment ? »\n\nPuis demandez : « De quoi aimeriez-vous parler ? » et écoutez. Avant de terminer, "
    "décidez "
    "comment et quand vous parlerez de nouveau."};
inline constexpr Phrase limits_title{"What stays between you two", "Ce qui reste entre vous deux"};
inline constexpr Phrase limits{
    "What you tell each other stays between you. There is one limit: if somebody may be in danger, the team "
    "has "
    "to know the same day, and you are told so.",
    "Ce que vous vous dites reste entre vous. Il y a une limite : si quelqu’un est peut-être en danger, "
    "l’équipe "
    "doit le savoir le jour même, et on vous le dit."};
inline constexpr Phrase sheet_title{"For the first talk", "Pour le premier échange"};
inline constexpr Phrase sheet{
    "- We told each other our first names.\n- I said what stays between us, and that danger does not.\n"
    "- I asked what they would like to talk about, and listened.\n- We agreed how and when we talk next.",
    "- Nous nous sommes dit nos prénoms.\n- J’ai dit ce qui reste entre nous, et que le danger n’en fait pas "
    "partie.\n- J’ai demandé de quoi la personne aimerait parler, et j’ai écouté.\n- Nous avons décidé "
    "comment "
    "et quand nous parlerons de nouveau."};

// On the button of a first contact that waits.
inline constexpr Phrase begin_button{"Get ready", "Se préparer"};

// A call to whom no letter reaches.
inline constexpr Phrase call_button{"Call them", "Appeler"};
inline constexpr Phrase look_at_number{"Opened your telephone number to call you.",
                                       "A ouvert votre numéro de téléphone pour vous appeler."};
inline constexpr Phrase tell_invitation{
    "You are invited to {programme}. Would you like to hear what it is? You can think about it.",
    "Vous êtes invité à {programme}. Voulez-vous savoir de quoi il s’agit ? Vous pouvez y réfléchir."};
inline constexpr Phrase tell_news{"There is news for you in {programme}. May I tell you what it is?",
                                  "Il y a du nouveau pour vous dans {programme}. Puis-je vous le dire ?"};

}  // namespace kith::journeys_words
