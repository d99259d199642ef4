#include "modules/people/screening_endpoints.h"

#include "modules/people/own_views.h"
#include "modules/people/screening.h"

namespace kith {

Endpoints screening_endpoints(People& people) {
  const auto coordinators = role_in_programme({Role::coordinator});
  return {
      endpoint<AboutProgramme, ScreenView>(
          Method::get, "/api/me/eligibility", known_in_programme(), Access::read,
          "The questions before coming in, and what they found",
          [&people](Context& c, const AboutProgramme& r) { return own_screen(c, people, r.programme); }),
      endpoint<AnswerScreen, ScreenView>(
          Method::put, "/api/me/eligibility", known_in_programme(), Access::write,
          "Answer whether the programme suits one",
          [&people](Context& c, const AnswerScreen& r) { return answer_screen(c, people, r); }),
      endpoint<NoteScreen, ScreenView>(
          Method::put, "/api/programmes/{programme}/people/{person}/eligibility", coordinators, Access::write,
          "Note on the phone whether the programme suits somebody",
          [&people](Context& c, const NoteScreen& r) { return note_screen(c, people, r); }),
  };
}

}  // namespace kith
