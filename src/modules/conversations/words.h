#pragma once

#include "kernel/words.h"

// What the conversations module itself says.
namespace kith::conversations_words {

inline constexpr Phrase who_can_read{
    "Only you and {name} can read this. Staff of {programme} cannot, unless one of you reports a message.",
    "Seuls vous et {name} pouvez lire ceci. L’équipe de {programme} ne le peut pas, sauf si l’un de vous "
    "signale un message."};
inline constexpr Phrase ended{"This conversation has ended. Nothing new can be written here.",
                              "Cette conversation est terminée. On ne peut plus rien y écrire."};
inline constexpr Phrase not_active{"Your part in this programme is not active, so you cannot write here.",
                                   "Votre participation à ce programme n’est pas active : vous ne pouvez pas "
                                   "écrire ici."};
inline constexpr Phrase client_id_reused{
    "This message was already sent with other words. Please send it anew.",
    "Ce message a déjà été envoyé avec d’autres mots. Veuillez l’envoyer "
    "de nouveau."};
inline constexpr Phrase empty_text{"Please write something first.", "Écrivez d’abord quelque chose."};
inline constexpr Phrase bad_client_id{"This must be a UUID.", "Ceci doit être un UUID."};

}  // namespace kith::conversations_words
