#include "simulation/figures.h"

namespace kith::simulation {

const std::array<FigureName, figure_count>& figure_names() {
  static constexpr std::array<FigureName, figure_count> names{{
      {"invited", "People invited"},
      {"joined", "People who came in"},
      {"withdrew", "People who left the programme"},
      {"came_back", "  and thought again"},
      {"waiting", "People waiting for someone"},
      {"waiting_days_median", "  days waited so far: half of them at least"},
      {"waiting_days_p90", "  days waited so far: one in ten at least"},
      {"requests", "Requests to supporters"},
      {"accepted", "  answered with yes"},
      {"declined", "  answered with no or not now"},
      {"unanswered", "  passed on without an answer"},
      {"pairs", "Pairs"},
      {"pairs_silent_14", "  silent for 14 days"},
      {"pairs_silent_30", "  silent for 30 days"},
      {"pairs_ended", "Pairs that ended"},
      {"met", "Pairs who both said that they met"},
      {"groups", "Groups that meet"},
      {"groups_people", "  people in them"},
      {"groups_waiting", "  people who wait for a group"},
      {"groups_formed", "  formed"},
      {"groups_merged", "  made one of two"},
      {"messages", "Messages"},
      {"concerns", "Concerns raised"},
      {"participant_tasks_opened", "Participants: tasks opened"},
      {"participant_tasks_closed", "  closed"},
      {"participant_tasks_overdue", "  overdue"},
      {"supporter_tasks_opened", "Supporters: tasks opened"},
      {"supporter_tasks_closed", "  closed"},
      {"supporter_tasks_overdue", "  overdue"},
      {"coordinator_tasks_opened", "Coordinators: tasks opened"},
      {"coordinator_tasks_closed", "  closed"},
      {"coordinator_tasks_overdue", "  overdue"},
      {"supervisor_tasks_opened", "Supervisors: tasks opened"},
      {"supervisor_tasks_closed", "  closed"},
      {"supervisor_tasks_overdue", "  overdue"},
      {"safeguarding_tasks_opened", "Safeguarding leads: tasks opened"},
      {"safeguarding_tasks_closed", "  closed"},
      {"safeguarding_tasks_overdue", "  overdue"},
      {"coordinator_minutes", "Minutes of coordinators' work"},
      {"supervisor_minutes", "Minutes of supervisors' work"},
      {"safeguarding_minutes", "Minutes of safeguarding leads' work"},
      {"letters", "Letters and text messages sent"},
  }};
  return names;
}

}  // namespace kith::simulation
