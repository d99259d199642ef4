#pragma once

#include <string_view>

#include "modules/people/leaving_views.h"
#include "modules/people/people.h"

// Closing records: taking away what is held on somebody whose part has ended, in every module, in one
// transaction. For this folder only.
namespace kith {

inline constexpr std::string_view erase_job = "people.erase";
inline constexpr std::string_view retention_job = "people.retention";
inline constexpr Duration time_to_undo = days(7);

// The job of one leaving, seven days after it. While a concern is being looked at it waits, a day at a time.
void close_after_leaving(Context& context, const Job& job);

// Every night while there is somebody whose part has ended, or whom the programme does not suit: closes the
// record of everybody whose time is over. A hundred at a time, so that nobody waits for the writer.
void close_aged(Context& context, People& people);
void schedule_retention(Context& context);

}  // namespace kith
