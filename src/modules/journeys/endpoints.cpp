#include "modules/journeys/clocks.h"
#include "modules/journeys/home.h"
#include "modules/journeys/reactions.h"
#include "modules/journeys/store.h"
#include "modules/journeys/tasks.h"

namespace kith {

std::vector<Migration> kith_journeys_schema();

namespace {

using namespace journeys;

// The owner of a task hears of it, or everybody who holds its role.
std::vector<PersonId> concerned(Tx& tx, const People& people, const StoredEvent& event) {
  const ProgrammeId programme(event.programme);
  const auto task = journeys_store::task(tx, TaskId(event.subject), programme);
  if (!task) return {};
  if (!task->owner.empty()) return {task->owner};
  return people.people_with_role(tx, programme, enum_from<Role>(task->role).value_or(Role::coordinator));
}

class JourneysModule : public Module {
 public:
  explicit JourneysModule(Journeys& journeys) : journeys_(journeys) {}
  std::string_view name() const override { return "journeys"; }
  std::vector<Migration> schema() const override { return kith_journeys_schema(); }
  std::vector<Reaction> reactions() override { return journeys::reactions(journeys_); }
  std::vector<JobKind> jobs() override { return {clock_job(journeys_)}; }
  std::vector<std::string> check(Tx& tx) override { return journeys_store::broken_rows(tx); }

  std::vector<Audience> audiences() override {
    const auto people = [&known = journeys_.people()](Tx& tx, const StoredEvent& event) {
      return concerned(tx, known, event);
    };
    return {{"journeys.task_opened", people}, {"journeys.task_closed", people}};
  }

  Endpoints endpoints() override {
    return {
        endpoint<Nothing, HomeView>(Method::get, "/api/me/home", signed_in(), Access::read,
                                    "The next step, and what else there is to do",
                                    [this](Context& c, const Nothing&) { return home(c, journeys_); }),
        endpoint<TodayAsk, TodayView>(
            Method::get, "/api/programmes/{programme}/today",
            role_in_programme({Role::coordinator, Role::supervisor, Role::safeguarding_lead}), Access::read,
            "What is due for the staff of a programme, the most urgent first",
            [this](Context& c, const TodayAsk& r) { return today(c, journeys_, r); }),
        endpoint<TaskAsk, Nothing>(Method::post, "/api/programmes/{programme}/tasks/{task}/done",
                                   known_in_programme(), Access::write, "Say that a task is done",
                                   [this](Context& c, const TaskAsk& r) {
                                     tick_off(c, journeys_, r.programme, r.task);
                                     return Nothing{};
                                   }),
    };
  }

 private:
  Journeys& journeys_;
};

}  // namespace

std::unique_ptr<Module> make_journeys_module(Journeys& journeys) {
  return std::make_unique<JourneysModule>(journeys);
}

}  // namespace kith
