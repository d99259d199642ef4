#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "sabotage.h"
#include "small.h"

// For every invariant, Kith is broken once and the invariant must notice. docs/rehearsing.md shows the same
// table.
namespace kith::simulation {
namespace {

bool has(const std::string& sql, std::string_view part) { return sql.find(part) != std::string::npos; }

std::string text(const SqlParams& params, std::size_t place) {
  const auto* value = place < params.size() ? std::get_if<std::string>(&params[place]) : nullptr;
  return value ? *value : "";
}

bool schedules(const std::string& sql, const SqlParams& params, std::string_view kind) {
  return has(sql, "insert into job") && text(params, 1) == kind;
}

bool opens_task(const std::string& sql, const SqlParams& params, std::string_view kind) {
  return has(sql, "insert into task") && text(params, 2) == kind;
}

void replace(std::string& sql, std::string_view from, std::string_view to) {
  for (auto at = sql.find(from); at != std::string::npos; at = sql.find(from, at + to.size())) {
    sql.replace(at, from.size(), to);
  }
}

struct Planted {
  Invariant invariant;
  std::string name;
  Sabotage sabotage;
  Faults faults;
  int weeks = 6;
  bool groups = false;             // among neighbours who meet in small ones
  std::string schema_change = {};  // see SabotagedDatabase
};

Faults heard_twice() {
  Faults faults;
  faults.heard_again = {20'000};
  return faults;
}

Faults jumping() {
  Faults faults;
  faults.jump = {20'000};
  return faults;
}

Faults bouncing() {
  Faults faults;
  faults.bounces = true;
  return faults;
}

std::vector<Planted> all_planted() {
  return {
      {Invariant::settled,
       "AJobOfAKindThatNobodyRuns",
       [](std::string& sql, SqlParams& params) {
         if (schedules(sql, params, "matching.remind")) params[1] = std::string("matching.forgotten");
         return true;
       },
       {}},
      {Invariant::promise_kept,
       "ARequestWithoutItsRelease",
       [](std::string& sql, SqlParams& params) { return !schedules(sql, params, "matching.release"); },
       {}},
      {Invariant::promise_kept,
       "AClockThatIsNotScheduled",
       [](std::string& sql, SqlParams& params) { return !schedules(sql, params, "journeys.clock"); },
       {}},
      {Invariant::promise_kept,
       "AConcernWithoutATask",
       [](std::string& sql, SqlParams& params) { return !opens_task(sql, params, "concern"); },
       {}},
      {Invariant::promise_kept,
       "ALetterThatIsNotScheduled",
       [](std::string& sql, SqlParams& params) { return !schedules(sql, params, "notifications.deliver"); },
       {}},
      {Invariant::nobody_forgets,
       "NobodyIsAskedToChoose",
       [](std::string& sql, SqlParams& params) { return !opens_task(sql, params, "choose"); },
       {}},
      {Invariant::capacity,
       "LoadsAreNotCounted",
       [](std::string& sql, SqlParams& params) {
         if (has(sql, "select count(*) from pair where supporter_id")) params[1] = std::string("nowhere");
         if (has(sql, "group by supporter_id")) params[0] = std::string("nowhere");
         return true;
       },
       {}},
      {Invariant::capacity,
       "RestIsNotNoted",
       [](std::string& sql, SqlParams&) {
         if (has(sql, "join supporter_capacity")) replace(sql, "c.paused_until", "1");
         if (has(sql, "from supporter_capacity")) replace(sql, "paused_until", "1");
         return true;
       },
       {}},
      {Invariant::sensible_hour, "NobodyHasQuietHours",
       [](std::string& sql, SqlParams&) {
         if (has(sql, "from notice_choice")) sql = "select 'automatic', 0, 0, '' where $1 <> ''";
         return true;
       },
       jumping()},
      {Invariant::no_double, "TasksForgetTheirCause",
       [count = std::make_shared<std::atomic<int>>(0)](std::string& sql, SqlParams& params) {
         if (has(sql, "insert into task")) params[3] = text(params, 3) + std::to_string(++*count);
         return true;
       },
       heard_twice()},
      {Invariant::tables_agree,
       "JourneysMissTheEnd",
       [](std::string& sql, SqlParams&) { return !has(sql, "update journey_pair set ended_at"); },
       {}},
      {Invariant::tables_agree,
       "AnEventIsNotWritten",
       [](std::string& sql, SqlParams& params) {
         if (has(sql, "insert into event")) {
           for (SqlValue& each : params) {
             if (each == SqlValue(std::string("matching.match_ended")))
               each = std::string("matching.silence");
           }
         }
         return true;
       },
       {}},
      {Invariant::has_conversation,
       "TheTalkStaysOpen",
       [](std::string& sql, SqlParams&) { return !has(sql, "update conversation set state = 'ended'"); },
       {}},
      {Invariant::reach,
       "ReachForgetsTheReader",
       [](std::string& sql, SqlParams&) {
         replace(sql, "and m.person_id = $1", "and coalesce($1, '') <> '-'");
         return true;
       },
       {}},
      {Invariant::undelivered, "NobodyIsAskedToRing",
       [](std::string& sql, SqlParams& params) { return !opens_task(sql, params, "reach_by_phone"); },
       bouncing()},
      {Invariant::no_error,
       "AReactionFails",
       [](std::string& sql, SqlParams& params) {
         if (opens_task(sql, params, "say_hello")) params[2] = std::monostate{};
         return true;
       },
       {}},
      {Invariant::offered_step,
       "ConsentsAreNotKept",
       [](std::string& sql, SqlParams&) { return !has(sql, "insert into consent"); },
       {}},
      {Invariant::kept_no_longer,
       "LettersAreNotForgotten",
       [](std::string& sql, SqlParams&) { return !has(sql, "delete from delivery"); },
       {},
       15},
      {Invariant::kept_no_longer,
       "RecordsAreNotClosed",
       [](std::string& sql, SqlParams& params) { return !schedules(sql, params, "people.retention"); },
       {},
       24},
      {Invariant::kept_no_longer,
       "WordsOutliveTheirWriter",
       [](std::string& sql, SqlParams&) { return !has(sql, "update message set body"); },
       {},
       24},
      {Invariant::one_group,
       "MembersAreForgottenWhenGroupsAreFormed",
       [](std::string& sql, SqlParams&) { return !has(sql, "select p.group_id, p.person_id, p.leads"); },
       {},
       6,
       true,
       "drop index peer_group_place_once"},
      {Invariant::group_size,
       "GroupsGrowWithoutEnd",
       [](std::string& sql, SqlParams&) {
         // Whoever is given a place gets it in the oldest group.
         if (has(sql, "insert into peer_group_place"))
           replace(sql, "($1, $2,", "($1, (select id from peer_group where id <= $2 order by id limit 1),");
         return true;
       },
       {},
       6,
       true},
      {Invariant::group_meets,
       "AGroupMeetsAtAnHourOfItsOwn",
       [](std::string& sql, SqlParams& params) {
         if (has(sql, "insert into peer_group (")) params[5] = std::int64_t{61};
         return true;
       },
       {},
       6,
       true},
  };
}

class PlantedFault : public testing::TestWithParam<std::size_t> {};

TEST_P(PlantedFault, IsCaught) {
  const Planted planted = all_planted()[GetParam()];
  std::set<std::string> caught;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    package::Package package = planted.groups ? with_small_groups() : package_named("reachout");
    package.retention.people_months = 1;  // within the weeks of a rehearsal
    RehearsalSettings settings{
        package, planted.groups ? neighbours() : small(), shipped(), planted.weeks, seed, planted.faults, {}};
    settings.between = [&](Database& store) {
      return std::make_unique<SabotagedDatabase>(store, planted.sabotage, planted.schema_change);
    };
    settings.until_broken = planted.invariant;
    for (const Violation& each : rehearse(settings).violations) {
      caught.insert(std::string(name_of(each.invariant)));
    }
    if (caught.contains(std::string(name_of(planted.invariant)))) return;
  }
  FAIL() << planted.name << " was caught by " << testing::PrintToString(caught) << " only";
}

INSTANTIATE_TEST_SUITE_P(Rehearsal, PlantedFault, testing::Range<std::size_t>(0, all_planted().size()),
                         [](const auto& each) { return all_planted()[each.param].name; });

// The way in which faults are planted breaks nothing by itself.
TEST(PlantedFaults, NoneIsNoneCaught) {
  RehearsalSettings settings{package_named("reachout"), small(), shipped(), 4, 1, Faults::all(), {}};
  settings.between = [](Database& store) {
    return std::make_unique<SabotagedDatabase>(store, [](std::string&, SqlParams&) { return true; });
  };
  EXPECT_EQ(rehearse(settings).violation_count, 0);
}

}  // namespace
}  // namespace kith::simulation
