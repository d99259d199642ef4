#include "simulation/registry.h"

#include <algorithm>

#include "simulation/desk.h"
#include "simulation/profiles.h"

namespace kith::simulation {
namespace {

constexpr int hands_in_at = 6;

}  // namespace

Registry::Registry(Stage& stage) : Agent(stage, {{}, "", "the registry"}) {}

void Registry::open() {
  const Staff& staff = stage_.population.staff;
  hire(Role::coordinator, staff.coordinators, "coordinator");
  hire(Role::supervisor, staff.supervisors, "supervisor");
  hire(Role::safeguarding_lead, staff.safeguarding_leads, "safeguarding lead");
  wake({}, Cue::shift);
}

void Registry::hire(Role role, int count, const std::string& word) {
  for (int i = 1; i <= count; ++i) {
    Identity identity;
    identity.first_name = word + " " + std::to_string(i);
    identity.email = std::string(enum_name(role)) + std::to_string(i) + "@rehearsal.invalid";
    PersonId person;
    stage_.house->application().as_system("rehearsal", [&](Context& context) {
      person = stage_.house->people().add_staff(context, identity, role, stage_.programme);
    });
    const std::size_t number = stage_.size();
    stage_.add(
        std::make_unique<Desk>(stage_, Self{person, identity.email, identity.first_name}, role, i == 1));
    stage_.wake(number, now() + hours(3), Cue::shift);
  }
}

// Every morning of the weeks of arrival, those who are due by now.
void Registry::act(Cue) {
  hand_in(package::Side::supporter, supporters_);
  hand_in(package::Side::participant, participants_);
  const Population& with = stage_.population;
  if (participants_ >= with.participants.count && supporters_ >= with.supporters.count) return;
  const std::string& zone = stage_.package.time_zone;
  const Date tomorrow = date_in(now() + hours(24), zone);
  wake(local_to_instant(tomorrow, hands_in_at, 0, zone) - now(), Cue::shift);
}

void Registry::hand_in(package::Side side, int& so_far) {
  const bool gives = side == package::Side::supporter;
  const Crowd& crowd = gives ? stage_.population.supporters : stage_.population.participants;
  const Instant start = local_to_instant(first_day, 0, 0, stage_.package.time_zone);
  const std::int64_t day = (now() - start) / days(1);
  const std::int64_t due = crowd.arrive_over_weeks <= 1
                               ? crowd.count
                               : crowd.count * (day + 1) / (std::int64_t{7} * crowd.arrive_over_weeks);
  while (so_far < std::min<std::int64_t>(due, crowd.count)) {
    const int number = ++so_far;
    Chance chance(stage_.seed, gives ? "roster of supporters" : "roster of participants",
                  static_cast<std::uint64_t>(number));
    const NewPerson person = invented_person(stage_.package, stage_.population, side, number, chance);
    PersonId id;
    stage_.house->application().as_system("rehearsal", [&](Context& context) {
      const Programme programme = stage_.house->programmes().get(context.tx, stage_.programme);
      id = stage_.house->people().add(context, programme, person);
    });
    const std::string address = person.identity.email.empty() ? person.identity.phone : person.identity.email;
    Self self{id, address, (gives ? "supporter " : "participant ") + std::to_string(number)};
    if (gives) {
      stage_.add(std::make_unique<Supporter>(stage_, std::move(self)));
    } else {
      stage_.add(std::make_unique<Participant>(stage_, std::move(self)));
    }
  }
}

}  // namespace kith::simulation
