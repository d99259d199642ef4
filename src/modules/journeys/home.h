#pragma once

#include "modules/journeys/views.h"

// The views of tasks. For this folder only.
namespace kith::journeys {

// One clear next step and at most five others.
HomeView home(Context& context, const Journeys& journeys);

TodayView today(Context& context, const Journeys& journeys, const TodayAsk& ask);

}  // namespace kith::journeys
