#include "modules/journeys/clocks.h"
#include "modules/journeys/contacts.h"
#include "modules/journeys/desk.h"
#include "modules/journeys/endings.h"
#include "modules/journeys/first_contact_endpoints.h"
#include "modules/journeys/home.h"
#include "modules/journeys/lifecycle_store.h"
#include "modules/journeys/questions.h"
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
  if (!task->assigned.empty()) return {task->assigned};
  return people.people_with_role(tx, programme, enum_from<Role>(task->role).value_or(Role::coordinator));
}

class JourneysModule : public Module {
 public:
  explicit JourneysModule(Journeys& journeys) : journeys_(journeys) {}
  std::string_view name() const override { return "journeys"; }
  std::vector<Migration> schema() const override { return kith_journeys_schema(); }
  std::vector<Reaction> reactions() override { return journeys::reactions(journeys_); }
  std::vector<std::pair<std::string, Within>> within() override {
    return {{"people.record_closed", [](Context& context, const StoredEvent& event) {
               journeys_store::forget_person(context.tx, PersonId(event.subject),
                                             ProgrammeId(event.programme),
                                             event.data.text("extent") == "everything");
             }}};
  }
  std::vector<JobKind> jobs() override { return {clock_job(journeys_), ending_job(journeys_)}; }
  std::vector<std::string> check(Tx& tx) override {
    std::vector<std::string> out = journeys_store::broken_rows(tx);
    for (std::string& each : journeys_store::broken_states(tx)) out.push_back(std::move(each));
    return out;
  }

  std::vector<Audience> audiences() override {
    const auto people = [&known = journeys_.people()](Tx& tx, const StoredEvent& event) {
      return concerned(tx, known, event);
    };
    return {{"journeys.task_opened", people},
            {"journeys.task_closed", people},
            {"journeys.task_assigned", people}};
  }

  Endpoints endpoints() override {
    Endpoints out = own_endpoints();
    for (Endpoint& each : contact_endpoints()) out.push_back(std::move(each));
    for (Endpoint& each : first_contact_endpoints(journeys_)) out.push_back(std::move(each));
    for (Endpoint& each : desk_endpoints()) out.push_back(std::move(each));
    return out;
  }

 private:
  Endpoints own_endpoints() {
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
        endpoint<Nothing, PairViews>(Method::get, "/api/me/pairs", signed_in(), Access::read,
                                     "With whom I am matched until when, and what I wish for the end",
                                     [this](Context& c, const Nothing&) { return pair_views(c, journeys_); }),
        endpoint<WishEnd, PairViews>(
            Method::put, "/api/me/pairs/{conversation}/wish", signed_in(), Access::write,
            "Say what I would like when the agreed time is over",
            [this](Context& c, const WishEnd& r) { return wish_end(c, journeys_, r); }),
        endpoint<QuestionLink, QuestionPage>(
            Method::post, "/api/questions/open", anyone(), Access::read,
            "A question that came in a message, by its link; names nobody",
            [this](Context& c, const QuestionLink& r) { return question_page(c, journeys_, r.token); },
            {.limit = {20, 20}}),
        endpoint<QuestionAnswer, Nothing>(Method::post, "/api/questions/answer", anyone(), Access::write,
                                          "Answer it without signing in; the link is good for one answer",
                                          [this](Context& c, const QuestionAnswer& r) {
                                            answer(c, journeys_, r);
                                            return Nothing{};
                                          },
                                          {.limit = {20, 20}}),
    };
  }

  Endpoints contact_endpoints() {
    return {
        endpoint<ContactAsk, ContactBook>(
            Method::get, "/api/me/contacts/{conversation}", signed_in(), Access::read,
            "What I noted of one match, and what Kith carried itself",
            [this](Context& c, const ContactAsk& r) { return contact_book(c, journeys_, r); }),
        endpoint<LogContact, ContactBook>(
            Method::post, "/api/me/contacts/{conversation}", signed_in(), Access::write,
            "Note a contact outside the app, or that nobody was reached",
            [this](Context& c, const LogContact& r) { return log_contact(c, journeys_, r); }),
        endpoint<PersonContactsAsk, ContactList>(
            Method::get, "/api/programmes/{programme}/people/{person}/contacts", coordinates(), Access::write,
            "What was noted in a person's matches; the look leaves a line",
            [this](Context& c, const PersonContactsAsk& r) { return contacts_of_person(c, journeys_, r); }),
    };
  }

  Endpoints desk_endpoints() {
    return {
        endpoint<ClocksAsk, ClockList>(
            Method::get, "/api/programmes/{programme}/people/{person}/clocks", coordinates(), Access::read,
            "Every clock that will ring for a person, and why",
            [this](Context& c, const ClocksAsk& r) { return clocks_of(c, journeys_, r); }),
        endpoint<AddClock, ClockList>(
            Method::post, "/api/programmes/{programme}/people/{person}/clocks", coordinates(), Access::write,
            "Add a reminder about a person",
            [this](Context& c, const AddClock& r) { return add_clock(c, journeys_, r); }),
        endpoint<SnoozeClock, Nothing>(Method::post, "/api/programmes/{programme}/clocks/{clock}/snooze",
                                       coordinates(), Access::write, "Let a clock ring later",
                                       [this](Context& c, const SnoozeClock& r) {
                                         snooze_clock(c, journeys_, r);
                                         return Nothing{};
                                       }),
        endpoint<SkipClock, Nothing>(Method::post, "/api/programmes/{programme}/clocks/{clock}/skip",
                                     coordinates(), Access::write,
                                     "Leave a turn of a clock out, with a reason",
                                     [this](Context& c, const SkipClock& r) {
                                       skip_clock(c, journeys_, r);
                                       return Nothing{};
                                     }),
        endpoint<AboutTeam, TeamList>(
            Method::get, "/api/programmes/{programme}/team", coordinates(), Access::read,
            "Who of the staff a task can be given to",
            [this](Context& c, const AboutTeam& r) { return team(c, journeys_, r.programme); }),
        endpoint<AssignTask, Nothing>(Method::put, "/api/programmes/{programme}/tasks/{task}/assignee",
                                      coordinates(), Access::write, "Give a task to one of the team",
                                      [this](Context& c, const AssignTask& r) {
                                        assign(c, journeys_, r);
                                        return Nothing{};
                                      }),
        endpoint<AboutTeam, SilentList>(
            Method::get, "/api/programmes/{programme}/silent", coordinates(), Access::read,
            "Pairs without any contact for 14 days and more",
            [this](Context& c, const AboutTeam& r) { return silent(c, journeys_, r.programme); }),
        endpoint<NudgePair, Nothing>(Method::post, "/api/programmes/{programme}/matches/{match}/nudge",
                                     coordinates(), Access::write,
                                     "Remind the supporter of a silent pair kindly, at most once a day",
                                     [this](Context& c, const NudgePair& r) {
                                       nudge(c, journeys_, r);
                                       return Nothing{};
                                     }),
    };
  }

  static Permission coordinates() { return role_in_programme({Role::coordinator}); }

  Journeys& journeys_;
};

}  // namespace

std::unique_ptr<Module> make_journeys_module(Journeys& journeys) {
  return std::make_unique<JourneysModule>(journeys);
}

}  // namespace kith
