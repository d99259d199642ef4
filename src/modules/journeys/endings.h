#pragma once

#include "modules/journeys/ending_views.h"
#include "modules/journeys/journeys.h"
#include "modules/journeys/store.h"

// Endings by design: a length agreed at the start and shown to both, a wish of each for the end, and care
// when an end comes unplanned. For this folder only.
namespace kith::journeys {

inline constexpr std::string_view ending_kind = "journeys.ending";

// In the last weeks of the agreed time: six, or its second half where that is less.
bool is_ending(const journeys_store::PairRow& pair, Instant now);
// Says match.ending to the package's clocks when these weeks begin; in place of what was planned before.
void plan_ending(Context& context, const journeys_store::PairRow& pair);
JobKind ending_job(Journeys& journeys);

PairViews pair_views(Context& context, const Journeys& journeys);

// Both wishing to extend moves the agreed end by the programme's extension. A group, or becoming a
// supporter, asks the coordinator. Refuses not_found, journeys.over, and journeys.later where no end was
// agreed or the last weeks have not come.
PairViews wish_end(Context& context, Journeys& journeys, const WishEnd& ask);

// When the agreed time of a match that begins at `made_at` is over.
std::optional<Instant> agreed_end(const Programme& programme, Instant made_at);

// The supporter stopped: the participant is told kindly, somebody looks after the supporter.
void ended_early(Context& context, Journeys& journeys, const journeys_store::PairRow& pair,
                 const StoredEvent& event);
// The supporter takes a break while people count on them.
void supporter_rests(Context& context, Journeys& journeys, const journeys_store::PairRow& pair,
                     const StoredEvent& event);
// Two kind questions to who stops after one or two contacts.
void ask_who_stopped(Context& context, Journeys& journeys, const journeys_store::PairRow& pair,
                     const StoredEvent& event);

}  // namespace kith::journeys
