#include "cli/rehearsal_room.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "base/refusal.h"
#include "simulation/door.h"
#include "testing/databases.h"

namespace kith {
namespace {

const std::filesystem::path shipped = std::filesystem::path(KITH_SOURCE_DIR) / "programmes";
constexpr std::string_view all_of_them = "/api/programmes/{programme}/rehearsals";
constexpr std::string_view one_of_them = "/api/programmes/{programme}/rehearsals/{rehearsal}";
constexpr std::string_view stop_it = "/api/programmes/{programme}/rehearsals/{rehearsal}/stop";

class Nowhere : public Outbound {
 public:
  OutboundResult send(const OutboundMessage&) override { return {true, false, ""}; }
};

// Rehearses nothing, and not before it is let.
class ClosedRoom : public RehearsalRoom {
 public:
  const std::vector<RehearsalPeople>& populations() const override { return people_; }

  std::optional<Rehearsed> rehearse(const RehearsalRun& run,
                                    const std::function<bool(int)>& goes_on) override {
    ++begun;
    for (int day = 1; day <= 7 * run.weeks; ++day) {
      while (!open) {
        if (!goes_on(day - 1)) return std::nullopt;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      if (!goes_on(day)) return std::nullopt;
    }
    if (breaks) throw std::runtime_error("the room broke");
    Rehearsed out;
    out.weeks.resize(static_cast<std::size_t>(run.weeks));
    for (RehearsedWeek& each : out.weeks) each.waiting = run.design.participants - run.design.supporters;
    out.came_in = run.design.participants;
    return out;
  }

  std::atomic<bool> open = false;
  std::atomic<bool> breaks = false;
  std::atomic<int> begun = 0;

 private:
  std::vector<RehearsalPeople> people_{{"reachout", "A few", 10, 3}, {"many", "Many", 900, 90}};
};

class RehearsalsTest : public testing::Test {
 protected:
  explicit RehearsalsTest(std::shared_ptr<RehearsalRoom> room = nullptr)
      : closed_(std::make_shared<ClosedRoom>()), room_(room ? room : closed_) {
    build();
    house_->application().as_system("test", [&](Context& context) {
      const auto package = package::load_package(shipped / "reachout").package;
      programme_ = house_->programmes().add(context, package, "House");
      for (int i = 0; i < 5; ++i) coordinators_.push_back(hire(context, Role::coordinator, i));
      lead_ = hire(context, Role::lead, 5);
      supervisor_ = hire(context, Role::supervisor, 6);
    });
  }

  PersonId hire(Context& context, Role role, int number) {
    Identity identity;
    identity.first_name = "Staff " + std::to_string(number);
    identity.email = "staff" + std::to_string(number) + "@example.org";
    return house_->people().add_staff(context, identity, role, programme_);
  }

  // The server starts, on whatever the database holds.
  void build() {
    house_.reset();
    HouseSettings settings;
    settings.programmes = shipped;
    settings.accounts = {"https://kith.test", {}};
    settings.rehearsal_room = room_;
    house_ = std::make_unique<House>(House::Ground{world_, *database_, vault_, log_}, std::move(settings));
    door_.emplace(simulation::Door::Ground{world_, *database_, vault_}, *house_);
  }

  Json start(const PersonId& who, Json more = Json::object()) {
    Json input = Json::object(
        {{"programme", programme_.str()}, {"population", "reachout"}, {"weeks", 1}, {"seeds", 1}});
    for (const auto& [name, value] : more.members()) input.set(name, value);
    const Json answer = door_->ask(who, Method::post, all_of_them, input);
    house_->application().settle();
    return answer;
  }

  std::string refused(const PersonId& who, Json more = Json::object()) {
    try {
      start(who, std::move(more));
    } catch (const Refusal& refusal) {
      return refusal.code();
    }
    return "";
  }

  Json about(const Json& started) const {
    return Json::object({{"programme", programme_.str()}, {"rehearsal", started.text("rehearsal_id")}});
  }
  Json page(const Json& started) {
    return door_->ask(coordinators_[0], Method::get, one_of_them, about(started));
  }
  std::string state(const Json& started) { return page(started).find("line")->text("state"); }

  void until(const Json& started, const std::string& wanted) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(4);
    while (state(started) != wanted) {
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "still " << state(started);
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

  // The line says "running" a moment before the room is entered.
  void until_begun(int rooms) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(4);
    while (closed_->begun < rooms && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    EXPECT_EQ(closed_->begun, rooms);
  }

  StepClock clock_{*from_rfc3339("2026-11-22T20:00:00Z")};
  SeededRandom random_{7};
  TimeOrderedIds ids_{clock_, random_};
  Nowhere post_;
  World world_{clock_, random_, ids_, post_};
  Vault vault_{Vault::from_key(std::string(32, 'k'), random_)};
  std::unique_ptr<Database> database_ = fresh_database("memory");
  Log log_{clock_, [](const std::string&) {}};
  std::shared_ptr<ClosedRoom> closed_;
  std::shared_ptr<RehearsalRoom> room_;
  std::unique_ptr<House> house_;
  std::optional<simulation::Door> door_;
  ProgrammeId programme_;
  std::vector<PersonId> coordinators_;
  PersonId lead_, supervisor_;
};

TEST_F(RehearsalsTest, RunsBesideTheRestAndKeepsWhatCameOut) {
  const Json started = start(
      coordinators_[0], Json::object({{"compare", true}, {"supporters", 6}, {"seeds", 3}, {"weeks", 2}}));
  until(started, "running");
  EXPECT_FALSE(page(started).find("results")->is_object());
  closed_->open = true;
  until(started, "done");
  EXPECT_EQ(closed_->begun, 6);
  const Json done = page(started);
  const Json& measures = *done.find("results")->find("measures");
  EXPECT_EQ(measures.array_items()[0].text("key"), "waited_days");
  EXPECT_EQ(measures.array_items()[0].find("difference")->find("middle")->number(), -4.2);
  build();
  EXPECT_EQ(state(started), "done");
  EXPECT_TRUE(house_->application().check().empty());
}

TEST_F(RehearsalsTest, OneRunsAtATimeAndOneForEachPerson) {
  const Json first = start(coordinators_[0]);
  EXPECT_EQ(refused(coordinators_[0]), "rehearsals.one_at_a_time");
  const Json second = start(coordinators_[1]);
  const Json third = start(lead_);
  const Json fourth = start(coordinators_[2]);
  EXPECT_EQ(refused(coordinators_[3]), "rehearsals.queue_full");
  until(first, "running");
  EXPECT_EQ(state(second), "waiting");
  EXPECT_EQ(page(third).find("line")->find("ahead")->integer(), 2);
  until_begun(1);
  closed_->open = true;
  for (const Json& each : {first, second, third, fourth}) until(each, "done");
  EXPECT_EQ(refused(coordinators_[0]), "");
}

TEST_F(RehearsalsTest, CanBeStoppedWhileItRunsAndWhileItWaits) {
  const Json running = start(coordinators_[0]);
  const Json waiting = start(coordinators_[1]);
  until(running, "running");
  door_->ask(coordinators_[0], Method::post, stop_it, about(waiting));
  EXPECT_EQ(state(waiting), "stopped");
  door_->ask(coordinators_[0], Method::post, stop_it, about(running));
  EXPECT_EQ(state(running), "stopped");
  const Json next = start(coordinators_[0]);
  until(next, "running");
  until_begun(2);
  closed_->open = true;
  until(next, "done");
  door_->ask(coordinators_[0], Method::post, stop_it, about(next));
  EXPECT_EQ(state(next), "done");
}

TEST_F(RehearsalsTest, EndsWithTheServerAndSaysSoAfterwards) {
  const Json running = start(coordinators_[0]);
  const Json waiting = start(coordinators_[1]);
  until(running, "running");
  build();
  EXPECT_EQ(state(running), "lost");
  EXPECT_EQ(state(waiting), "lost");
  closed_->open = true;
  const Json again = start(coordinators_[0]);
  until(again, "done");
  EXPECT_EQ(state(running), "lost");
}

TEST_F(RehearsalsTest, SaysWhenItDidNotWork) {
  closed_->open = closed_->breaks = true;
  const Json started = start(coordinators_[0]);
  until(started, "failed");
  closed_->breaks = false;
  const Json next = start(coordinators_[0]);
  until(next, "done");
}

TEST_F(RehearsalsTest, KeepsTheNewestTen) {
  closed_->open = true;
  Json first, last;
  for (int i = 0; i < 12; ++i) {
    last = start(coordinators_[0]);
    if (i == 0) first = last;
    until(last, "done");
  }
  const Json board =
      door_->ask(coordinators_[0], Method::get, all_of_them, Json::object({{"programme", programme_.str()}}));
  EXPECT_EQ(board.find("items")->array_items().size(), 10u);
  EXPECT_EQ(board.find("items")->array_items()[0].text("rehearsal_id"), last.text("rehearsal_id"));
  EXPECT_THROW(page(first), Refusal);
}

TEST_F(RehearsalsTest, RefusesWhatIsTooLargeOrNotThere) {
  const PersonId& who = coordinators_[0];
  EXPECT_EQ(refused(who, Json::object({{"population", "nobody"}})), "rehearsals.unknown_population");
  EXPECT_EQ(refused(who, Json::object({{"compare", true}})), "rehearsals.no_change");
  EXPECT_EQ(refused(who, Json::object({{"compare", true}, {"clock", "sundial"}, {"clock_days", 3}})),
            "rehearsals.unknown_clock");
  // Counts backwards from the end of the time together, so it has no delay of its own.
  EXPECT_EQ(refused(who, Json::object({{"compare", true}, {"clock", "last_day"}, {"clock_days", 3}})),
            "rehearsals.unknown_clock");
  EXPECT_EQ(refused(who, Json::object({{"compare", true}, {"clock", "check_in"}, {"clock_days", 14}})),
            "rehearsals.no_change");
  EXPECT_EQ(refused(who, Json::object({{"population", "many"}, {"weeks", 104}, {"seeds", 50}})),
            "rehearsals.too_large");
  EXPECT_EQ(refused(who, Json::object({{"compare", true}, {"participants", 999}, {"supporters", 999}})),
            "rehearsals.too_large");
  EXPECT_EQ(refused(who, Json::object({{"weeks", 105}})), "invalid_request");
  EXPECT_EQ(refused(who, Json::object({{"seeds", 51}})), "invalid_request");
  EXPECT_EQ(closed_->begun, 0);
}

TEST_F(RehearsalsTest, IsForCoordinatorsAndLeadsOfThisProgramme) {
  EXPECT_NE(refused(supervisor_), "");
  EXPECT_EQ(closed_->begun, 0);
  PersonId stranger;
  house_->application().as_system("test", [&](Context& context) {
    const auto package = package::load_package(shipped / "rapsid").package;
    const ProgrammeId other = house_->programmes().add(context, package, "Elsewhere");
    Identity identity;
    identity.first_name = "Other";
    identity.email = "other@example.org";
    stranger = house_->people().add_staff(context, identity, Role::coordinator, other);
  });
  EXPECT_EQ(refused(stranger), "not_found");
  const Json started = start(lead_);
  EXPECT_THROW(door_->ask(stranger, Method::get, one_of_them, about(started)), Refusal);
  EXPECT_THROW(door_->ask(stranger, Method::post, stop_it, about(started)), Refusal);
}

// The room of the server itself: all of Kith in memory, with the shipped people cut to a few.
class RealRehearsals : public RehearsalsTest {
 protected:
  RealRehearsals() : RehearsalsTest(make_rehearsal_room(shipped)) {}
};

TEST_F(RealRehearsals, CompareTwoDesigns) {
  const Json started = start(
      coordinators_[0],
      Json::object({{"weeks", 2}, {"seeds", 1}, {"compare", true}, {"participants", 8}, {"supporters", 6}}));
  until(started, "done");
  const Json results = *page(started).find("results");
  EXPECT_EQ(results.find("broken")->integer(), 0);
  const auto& curves = results.find("curves")->array_items();
  ASSERT_EQ(curves.size(), 6u);
  for (const Json& each : curves) {
    EXPECT_EQ(each.find("as_is")->array_items().size(), 2u);
    EXPECT_EQ(each.find("changed")->array_items().size(), 2u);
  }
  const Json& pairs = curves[4];
  EXPECT_EQ(pairs.text("key"), "pairs");
  const double as_is = pairs.find("as_is")->array_items()[1].find("middle")->number();
  const double changed = pairs.find("changed")->array_items()[1].find("middle")->number();
  EXPECT_GT(changed, 0);
  EXPECT_GT(as_is, changed);
}

// The clock of the check-in after two weeks is moved beyond the end of the rehearsal: less work is asked.
TEST(RehearsalRoomTest, AClockCanBeMoved) {
  const auto room = make_rehearsal_room(shipped);
  const auto package = package::load_package(shipped / "reachout").package;
  const auto run = [&](const std::string& clock, std::int64_t after) {
    return *room->rehearse({package, "reachout", {8, 6, clock, after}, 5, 3}, [](int) { return true; });
  };
  const Rehearsed as_is = run("", 0);
  const Rehearsed moved = run("check_in", 60 * 24 * 60);
  const auto minutes = [](const Rehearsed& of) {
    std::int64_t sum = 0;
    for (const RehearsedWeek& each : of.weeks) sum += each.staff_minutes;
    return sum;
  };
  EXPECT_LT(minutes(moved), minutes(as_is));
  EXPECT_EQ(run("", 0).weeks, as_is.weeks);
}

TEST(RehearsalRoomTest, EndsWithinADayOfBeingTold) {
  const auto room = make_rehearsal_room(shipped);
  const auto package = package::load_package(shipped / "reachout").package;
  int heard = 0;
  const auto outcome = room->rehearse({package, "reachout", {8, 6, "", 0}, 52, 1},
                                      [&](int days) { return (heard = days) < 3; });
  EXPECT_FALSE(outcome);
  EXPECT_EQ(heard, 3);
}

}  // namespace
}  // namespace kith
