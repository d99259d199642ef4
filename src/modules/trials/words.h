#pragma once

#include "kernel/words.h"

// What the trials module itself says.
namespace kith::trials_words {

inline constexpr Phrase no_trial{"This programme has no trial.", "Ce programme n’a pas d’essai."};
inline constexpr Phrase open_already{"A trial is open already.", "Un essai est déjà ouvert."};
inline constexpr Phrase over{"This trial is over. Another one needs a key of its own in trial.yaml.",
                             "Cet essai est terminé. Un autre a besoin d’une clé à lui dans trial.yaml."};
inline constexpr Phrase not_open{"The trial is not open.", "L’essai n’est pas ouvert."};
inline constexpr Phrase allocated{"All arms of this trial are drawn. Nobody can join it any more.",
                                  "Tous les bras de cet essai sont tirés. Personne ne peut plus y entrer."};
inline constexpr Phrase one_by_one{
    "In this trial each arm is drawn as soon as enrolment is final.",
    "Dans cet essai, chaque bras est tiré dès que l’inclusion est définitive."};
inline constexpr Phrase too_few{"There must be at least as many as there are arms.",
                                "Il en faut au moins autant qu’il y a de bras."};
inline constexpr Phrase not_ready{"This cannot be made final yet. Nobody has answered: {question}",
                                  "Ce ne peut pas encore être définitif. Personne n’a répondu : {question}"};
inline constexpr Phrase new_answer{
    "This cannot be made final: an answer to this question was not known when the trial was opened: "
    "{question}",
    "Ce ne peut pas être définitif : une réponse à cette question n’était pas connue à l’ouverture de "
    "l’essai : {question}"};
inline constexpr Phrase how_many{"How many people it has", "Combien de personnes en font partie"};

}  // namespace kith::trials_words
