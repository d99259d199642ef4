#include "modules/groups/own.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "base/refusal.h"
#include "modules/groups/events.h"
#include "modules/groups/forming/words.h"
#include "modules/groups/store.h"
#include "modules/groups/words.h"

namespace kith {
namespace {

// The first meeting that is not over, at the clock of the place.
Instant next_meeting(const PeerGroup& group, const std::string& zone, Instant now) {
  const Date today = date_in(now, zone);
  const int sunday_last = (package::weekday_of(today) + 6) % 7;
  const int ahead = (group.day - sunday_last + 7) % 7;
  const auto begins_on = [&](Date day) {
    return local_to_instant(day, group.start_minute / 60, group.start_minute % 60, zone);
  };
  const Instant begins = begins_on(package::days_after(today, ahead));
  if (now < begins + minutes(group.length_minutes)) return begins;
  return begins_on(package::days_after(today, ahead + 7));
}

class Telling {
 public:
  Telling(Context& context, const PeerGroups& groups, const OwnPlace& place)
      : context_(context),
        people_(groups.people()),
        place_(place),
        me_(context.actor.person),
        programme_(people_.programmes().get(context.tx, place.group.programme)),
        blocked_(people_.blocked_with(context.tx, me_)) {
    read_others();
  }

  OwnGroup run() const {
    const PeerGroup& group = place_.group;
    const std::string& language = context_.language;
    OwnGroup out;
    out.group_id = group.id;
    out.name = groups_words::group_number.in(language, {{"number", std::to_string(group.number)}});
    out.programme_name = programme_.name(language);
    out.leads = place_.leads;
    out.place = group.venue.empty() ? groups_words::place_open.in(language) : group.venue;
    const schedule::WeeklySlot slot{static_cast<schedule::Weekday>(group.day), group.start_minute,
                                    group.start_minute + group.length_minutes};
    out.when = groups_words::when.in(language, {{"day", forming::day(slot, language)},
                                                {"from", forming::clock(slot.from_minute)},
                                                {"until", forming::clock(slot.to_minute)}});
    out.time_zone = programme_.package->time_zone;
    out.next_at = next_meeting(group, out.time_zone, context_.now);
    out.length_minutes = group.length_minutes;
    out.suits = place_.suits;
    for (const PersonId& each : group.facilitators) {
      if (may_see(each)) out.led_by.push_back(others_.at(each).name);
    }
    for (const PersonId& each : group.members) {
      if (each == me_) continue;
      ++out.others;
      if (may_see(each)) out.members.push_back({others_.at(each).name, others_.at(each).note});
    }
    return out;
  }

 private:
  bool may_see(const PersonId& person) const {
    return person != me_ && std::ranges::find(blocked_, person) == blocked_.end();
  }

  // Notes only for who leads.
  void read_others() {
    std::vector<PersonId> unread;
    for (const auto* side : {&place_.group.facilitators, &place_.group.members})
      std::ranges::copy_if(*side, std::back_inserter(unread),
                           [&](const auto& each) { return may_see(each); });
    if (place_.leads) {
      const auto reach = reach_profiles_for_matching(context_, programme_.id);
      for (const auto& [person, profile] : people_.profiles(context_, reach, unread))
        others_[person] = {profile.display_name, profile.note};
      std::erase_if(unread, [&](const PersonId& each) { return others_.contains(each); });
    }
    for (auto& [person, name] : people_.display_names(context_, unread, programme_.id))
      others_[person].name = std::move(name);
  }

  struct Other {
    std::string name;
    std::string note;
  };

  Context& context_;
  const People& people_;
  const OwnPlace& place_;
  const PersonId me_;
  const Programme programme_;
  const std::vector<PersonId> blocked_;
  std::map<PersonId, Other> others_;
};

}  // namespace

std::vector<OwnPlace> PeerGroups::own(Context& context, const Reach<PeerGroup>& reach) const {
  std::vector<OwnPlace> out;
  for (OwnPlace& each : peer_groups_store::places_of(context, reach)) {
    const auto grant = people_.member_grant(context.tx, reach.person(), each.group.programme);
    if (!grant || (grant->state != GrantState::active && grant->state != GrantState::paused)) continue;
    if (each.leads == (grant->role == Role::supporter)) out.push_back(std::move(each));
  }
  return out;
}

void PeerGroups::answer(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, bool suits) {
  const auto programme = peer_groups_store::programme_of_place(context.tx, reach, group);
  if (!programme) throw not_found();
  const bool is_in =
      std::ranges::any_of(own(context, reach), [&](const OwnPlace& each) { return each.group.id == group; });
  if (is_in) peer_groups_store::set_suits(context.tx, reach, group, suits);
  context.emit(*programme, group.str(), GroupAnswered{group, reach.person(), suits || !is_in});
}

OwnGroupList own_groups(Context& context, const PeerGroups& groups) {
  OwnGroupList out;
  for (const OwnPlace& each : groups.own(context, reach_own_groups(context))) {
    out.items.push_back(Telling(context, groups, each).run());
  }
  return out;
}

OwnGroup own_group(Context& context, const PeerGroups& groups, const GroupId& group) {
  for (const OwnPlace& each : groups.own(context, reach_own_groups(context))) {
    if (each.group.id == group) return Telling(context, groups, each).run();
  }
  throw not_found();
}

}  // namespace kith
