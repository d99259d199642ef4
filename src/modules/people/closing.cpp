#include "modules/people/closing.h"

#include "modules/people/events.h"
#include "modules/people/leaving_store.h"
#include "modules/people/screening_store.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t batch = 100;
constexpr auto night = hours(3);  // UTC

struct Closing {
  PersonId person;
  ProgrammeId programme;
  LeavingChoice extent = LeavingChoice::everything;
  ResearchChoice research = ResearchChoice::none;
  std::string_view cause;  // "asked" or "retention"
};

// The other modules go first, while what they may need to read is still there. The keys go last, so
// that what a page of the disk still holds cannot be read.
void close_record(Context& context, const Closing& closing) {
  const PersonId& person = closing.person;
  const ProgrammeId& programme = closing.programme;
  if (!close_grants(context.tx, person, programme, context.now)) return;
  const bool last = !has_open_record_elsewhere(context.tx, person, programme);
  context.emit(programme, person.str(),
               RecordClosed{person, std::string(closing.cause), std::string(enum_name(closing.extent)),
                            std::string(enum_name(closing.research)), last});
  delete_part(context.tx, person, programme);
  settle_leavings_of(context.tx, person, programme, context.now);
  if (!last) return;
  delete_person(context.tx, person, context.now);
  context.vault.destroy_key(context.tx, person.str());
}

// Whom the programme does not suit never came in, so their part ends here. True when there may be more.
bool close_redirected(Context& context, People& people, const ProgrammeId& programme, Instant before) {
  const auto aged = redirected_before(context.tx, programme, before, batch);
  for (const PersonId& each : aged) {
    const auto grant = people.member_grant(context.tx, each, programme);
    if (!grant) continue;
    people.set_state(context, each, programme, grant->role, GrantState::ended);
    close_record(context, {each, programme, LeavingChoice::everything, ResearchChoice::none, "retention"});
  }
  return aged.size() == batch;
}

}  // namespace

void close_after_leaving(Context& context, const Job& job) {
  const PersonId person(job.payload.text("person"));
  const auto leaving = open_leaving(
      context.tx, reach_profiles_for_matching(context, ProgrammeId(job.payload.text("programme"))),
      LeavingId(job.key));
  if (!leaving) return;
  if (is_held(context.tx, person)) {
    return context.schedule(erase_job, job.key, context.now + days(1), job.payload);
  }
  close_record(context, {person, leaving->programme, leaving->choice, leaving->research, "asked"});
}

void close_aged(Context& context, People& people) {
  bool more = false;
  for (const Programme& programme : people.programmes().all(context.tx)) {
    const Instant before = context.now - programme.package->retention.people();
    const auto aged = ended_before(context.tx, programme.id, before, batch);
    for (const PersonId& each : aged) {
      close_record(context,
                   {each, programme.id, LeavingChoice::everything, ResearchChoice::none, "retention"});
    }
    more = more || aged.size() == batch || close_redirected(context, people, programme.id, before);
  }
  if (more) return context.schedule(retention_job, "all", context.now, Json::object());
  if (anybody_ended(context.tx) || anybody_redirected(context.tx)) schedule_retention(context);
}

void schedule_retention(Context& context) {
  const Instant today = local_to_instant(date_in(context.now, "UTC"), 0, 0, "UTC") + night;
  const Instant due = today > context.now ? today : today + days(1);
  context.schedule(retention_job, "all", due, Json::object());
}

void People::hold_record(Context& context, const PersonId& person, std::string_view cause) {
  put_hold(context.tx, person, cause, context.now);
}

void People::release_record(Context& context, const PersonId& person, std::string_view cause) {
  delete_hold(context.tx, person, cause);
}

bool People::is_erased(Tx& tx, const PersonId& person) const { return people_store::is_erased(tx, person); }

}  // namespace kith
