#pragma once

#include <map>
#include <string>

#include "kernel/words.h"
#include "modules/journeys/journeys.h"

// What clocks say. For this folder only.
namespace kith::journeys {

// The package's text as a letter to that person, in their language. The text may speak of the other person of
// a match; a letter travels where others may read it, so it says "the person you support" instead of a name
// (promise S10). `dedupe` is left to the caller.
std::string travelling_text(Context& context, const Journeys& journeys, const Programme& programme,
                            const std::string& text_key, const PersonId& to);
Letter clock_letter(Context& context, const Journeys& journeys, const Programme& programme,
                    const std::string& text_key, const PersonId& to);

// A sentence of Kith's own as a letter, with the way to the app below it. `kind` and `dedupe` are left to the
// caller.
Letter phrase_letter(Context& context, const Journeys& journeys, const PersonId& to,
                     const ProgrammeId& programme, const Phrase& words);

// With a capital letter, because a placeholder may stand at the beginning.
std::string as_sentence(std::string text);

}  // namespace kith::journeys
