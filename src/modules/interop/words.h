#pragma once

#include "kernel/words.h"

// What the interop module itself says.
namespace kith::interop_words {

inline constexpr Phrase row_with_name{"Row {row}: {name}", "Ligne {row} : {name}"};
inline constexpr Phrase someone{"somebody without a name", "quelqu’un sans nom"};
inline constexpr Phrase same_ref{"They have the same reference.", "Leur référence est la même."};
inline constexpr Phrase same_email{"They have the same e-mail address.",
                                   "Leur adresse de courriel est la même."};
inline constexpr Phrase same_name_and_birth{"They have the same name and date of birth.",
                                            "Leur nom et leur date de naissance sont les mêmes."};
inline constexpr Phrase similar_name_and_birth{
    "They have nearly the same name, and the same date of birth.",
    "Leurs noms se ressemblent et leur date de naissance est la même."};
inline constexpr Phrase same_name_and_phone{"They have the same name and phone number.",
                                            "Leur nom et leur numéro de téléphone sont les mêmes."};
inline constexpr Phrase same_phone{"They share a phone number.", "Leur numéro de téléphone est le même."};
inline constexpr Phrase same_name{"They have the same name.", "Leur nom est le même."};

inline constexpr Phrase not_ready{"The file still has errors. Mend them first.",
                                  "Le fichier contient encore des erreurs. Corrigez-les d’abord."};
inline constexpr Phrase duplicates_open{
    "Some of these people may be in the list twice. Look at them, then say that they are different people.",
    "Certaines personnes sont peut-être en double. Vérifiez-les, puis confirmez qu’elles sont "
    "différentes."};
inline constexpr Phrase already_imported{"This file has been imported already.",
                                         "Ce fichier a déjà été importé."};

}  // namespace kith::interop_words
