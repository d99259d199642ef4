#include <algorithm>

#include "engine/groups/enrolment.h"
#include "simulation/watch.h"

// What must hold of groups that stand, looked at once a day.
namespace kith::simulation {
namespace {

// The most who may be in a group, so that hardly ever more come than the cap allows.
int most_members(const package::GroupSize& size) {
  groups::Design design;
  design.floor = size.floor;
  design.attending_low = size.attending_low;
  design.attending_high = size.attending_high;
  design.cap = size.cap;
  return groups::enrolment_for(design, size.attendance_percent * 10).most;
}

template <class Value>
bool holds(const std::vector<Value>& all, std::int64_t value) {
  return std::ranges::find(all, static_cast<Value>(value)) != all.end();
}

}  // namespace

void Watch::sweep_groups(Tx& tx) {
  if (!on_.stage.package.groups) return;
  in_one_group(tx);
  groups_in_bounds(tx);
  groups_meet(tx);
  compare(tx, R"(
    select count(*) from peer_group_place p join peer_group g on g.id = p.group_id
    where p.left_at is null and g.ended_at is null
  )",
          on_.ledger.groups().places(), "places in groups");
}

// A member is in one; who leads may lead as many as the programme allows.
void Watch::in_one_group(Tx& tx) {
  const int most_led = on_.stage.package.groups->facilitators.groups_most;
  for (const Row& row : tx.query(R"(
         select p.person_id, p.leads, count(*)
         from peer_group_place p join peer_group g on g.id = p.group_id
         where p.left_at is null and g.ended_at is null
         group by p.programme_id, p.person_id, p.leads having count(*) > 1 order by p.person_id limit 20
       )")) {
    if (!row.boolean(1)) broken(Invariant::one_group, row.text(0) + " is in more than one group at once");
    if (row.boolean(1) && row.integer(2) > most_led)
      broken(Invariant::one_group, row.text(0) + " leads more groups than the programme allows");
  }
}

void Watch::groups_in_bounds(Tx& tx) {
  const int most = most_members(on_.stage.package.groups->size);
  for (const Row& row : tx.query(R"(
         select g.id, count(*) from peer_group_place p join peer_group g on g.id = p.group_id
         where p.left_at is null and g.ended_at is null and not p.leads
         group by g.id having count(*) > $1 order by g.id limit 20
       )",
                                 most)) {
    broken(Invariant::group_size, "group " + row.text(0) + " has " + std::to_string(row.integer(1)) +
                                      " members; it may have " + std::to_string(most));
  }
}

void Watch::groups_meet(Tx& tx) {
  const package::GroupMeeting& meeting = on_.stage.package.groups->meeting;
  for (const Row& row : tx.query(R"(
         select id, day, start_minute, length_minutes from peer_group where ended_at is null order by id
       )")) {
    const bool meets = holds(meeting.days, row.integer(1)) && holds(meeting.start_minutes, row.integer(2)) &&
                       row.integer(3) == meeting.length_minutes;
    if (!meets)
      broken(Invariant::group_meets, "group " + row.text(0) + " has no time that the programme has");
  }
}

}  // namespace kith::simulation
