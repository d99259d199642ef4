#include "modules/people/leaving_endpoints.h"

#include "modules/people/leaving.h"
#include "modules/people/staff_views.h"

namespace kith {
namespace {

Endpoints own(People& people) {
  return {
      endpoint<AboutProgramme, LeavingPlan>(
          Method::get, "/api/me/leaving", known_in_programme(), Access::read, "What leaving would mean",
          [&people](Context& c, const AboutProgramme& r) { return leaving_plan(c, people, r.programme); }),
      endpoint<Leave, LeavingView>(Method::post, "/api/me/leaving", known_in_programme(), Access::write,
                                   "Leave a programme",
                                   [&people](Context& c, const Leave& r) { return leave(c, people, r); }),
      // Whoever has left is known nowhere any more; this is what they may still come back to.
      endpoint<Nothing, LeavingList>(
          Method::get, "/api/me/leavings", signed_in(), Access::read,
          "What one has left, and may come back to",
          [&people](Context& c, const Nothing&) { return own_leavings(c, people); }),
      endpoint<OneLeaving, Nothing>(Method::post, "/api/me/leavings/{leaving}/undo", signed_in(),
                                    Access::write, "Come back after leaving",
                                    [&people](Context& c, const OneLeaving& r) {
                                      undo_own_leaving(c, people, r.leaving);
                                      return Nothing{};
                                    }),
  };
}

Endpoints by_staff(People& people) {
  const auto coordinators = role_in_programme({Role::coordinator});
  return {
      endpoint<PersonAsk, LeavingPlan>(Method::get, "/api/programmes/{programme}/people/{person}/leaving",
                                       coordinators, Access::read,
                                       "What leaving would mean for somebody on the phone",
                                       [&people](Context& c, const PersonAsk& r) {
                                         return leaving_plan_for(c, people, r.programme, r.person);
                                       }),
      endpoint<LeaveFor, LeavingView>(
          Method::post, "/api/programmes/{programme}/people/{person}/leaving", coordinators, Access::write,
          "Note that somebody on the phone wants to leave",
          [&people](Context& c, const LeaveFor& r) { return leave_for(c, people, r); }),
      endpoint<LeavingsAsk, LeavingList>(
          Method::get, "/api/programmes/{programme}/leavings", coordinators, Access::read,
          "Who left in the last days and may still come back",
          [&people](Context& c, const LeavingsAsk& r) { return leavings(c, people, r); }),
      endpoint<LeavingInProgramme, Nothing>(
          Method::post, "/api/programmes/{programme}/leavings/{leaving}/undo", coordinators, Access::write,
          "Note that somebody on the phone wants to come back",
          [&people](Context& c, const LeavingInProgramme& r) {
            undo_leaving(c, people, r);
            return Nothing{};
          }),
  };
}

}  // namespace

Endpoints leaving_endpoints(People& people) {
  Endpoints all = own(people);
  std::ranges::move(by_staff(people), std::back_inserter(all));
  return all;
}

}  // namespace kith
