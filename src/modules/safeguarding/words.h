#pragma once

#include "kernel/words.h"

// What the safeguarding module itself says.
namespace kith::safeguarding_words {

inline constexpr Phrase received{
    "Thank you for telling us. The person in charge of safety is asked to look at this {within}. Nobody "
    "tells the "
    "other person who reported it.",
    "Merci de nous l’avoir dit. La personne responsable de la sécurité doit regarder ceci {within}. Personne "
    "ne dira "
    "à l’autre personne qui l’a signalé."};
inline constexpr Phrase received_urgent{
    "Thank you for telling us. The person in charge of safety is asked to look at this {within}. If someone "
    "is in "
    "danger now, do not wait: call the emergency number. Nobody tells the other person who reported it.",
    "Merci de nous l’avoir dit. La personne responsable de la sécurité doit regarder ceci {within}. Si "
    "quelqu’un est "
    "en danger maintenant, n’attendez pas : appelez le numéro d’urgence. Personne ne dira à l’autre personne "
    "qui "
    "l’a signalé."};
inline constexpr Phrase within_15_minutes{"within 15 minutes", "d’ici 15 minutes"};
inline constexpr Phrase within_a_day{"within a day", "d’ici un jour"};
inline constexpr Phrase within_three_days{"within three days", "d’ici trois jours"};

inline constexpr Phrase nothing_told{"Please write what worries you, or choose a message.",
                                     "Écrivez ce qui vous inquiète, ou choisissez un message."};
inline constexpr Phrase message_without_conversation{"Say in which conversation this message is.",
                                                     "Dites dans quelle conversation se trouve ce message."};
inline constexpr Phrase why_needed{"Please say in a few words why you open this.",
                                   "Dites en quelques mots pourquoi vous ouvrez ceci."};
inline constexpr Phrase outcome_needed{"Please say in a few words what came of it.",
                                       "Dites en quelques mots ce qui en est résulté."};
inline constexpr Phrase not_reader{
    "The safeguarding lead reads this. You can see that it is there and when it is due.",
    "C’est la personne responsable de la protection qui lit ceci. Vous voyez que "
    "c’est là et pour quand."};
inline constexpr Phrase not_seen{"Please mark this as seen before you close it.",
                                 "Veuillez marquer ceci comme vu avant de le clore."};
inline constexpr Phrase already_closed{"This is already closed.", "Ceci est déjà clos."};

}  // namespace kith::safeguarding_words
