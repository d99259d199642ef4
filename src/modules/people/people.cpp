#include "modules/people/people.h"

#include <algorithm>

#include "base/text.h"
#include "modules/people/closing.h"
#include "modules/people/events.h"
#include "modules/people/leaving_store.h"
#include "modules/people/own.h"
#include "modules/people/screening.h"
#include "modules/people/sealed.h"
#include "modules/people/store.h"
#include "modules/people/words.h"
#include "store/vault_keys.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t most_brought_in = 20'000;

// The capacity that the roster's count names, within the programme's limits.
int starting_capacity(const package::Package& package, const std::map<std::string, Json>& answers) {
  const auto found = answers.find(package.matching.capacity_field);
  if (found == answers.end() || !found->second.is_integer()) return package.limits.capacity_default;
  return static_cast<int>(std::clamp<std::int64_t>(found->second.integer(), 0, package.limits.capacity_most));
}

// Of somebody who was just made: there is no earlier address to take away.
void index_addresses(Context& context, const PersonId& person, const Identity& identity) {
  KeyedHashes addresses;
  const auto index = [&](std::string_view kind, const std::string& address) {
    if (!address.empty()) addresses.emplace_back(kind, address_hash(context.vault, address));
  };
  index("email", identity.email);
  index("phone", identity.phone);
  insert_addresses(context.tx, person, addresses);
}

// What a later roster is compared with, so that the same person is not added twice unseen.
void index_for_rosters(Context& context, const ProgrammeId& programme, const PersonId& person,
                       const Identity& identity) {
  KeyedHashes keys = roster_keys(identity);
  for (auto& [kind, key] : keys) key = roster_hash(context.vault, kind, key);
  insert_roster_keys(context.tx, programme, person, keys);
}

}  // namespace

std::string Identity::full_name() const {
  return first_name + (first_name.empty() || last_name.empty() ? "" : " ") + last_name;
}

PersonId People::add(Context& context, const Programme& programme, const NewPerson& person) {
  const auto id = context.fresh<PersonId>();
  const package::Package& package = *programme.package;
  const std::string language = person.language.empty() ? package.default_language : person.language;
  insert_person(context.tx, id, seal_identity(context, id, person.identity), language, context.now);
  const Instant waiting = person.waiting_since.value_or(context.now);
  insert_grant(context.tx, context.world.ids.next(),
               {id, programme.id, person.role, person.state, context.now, waiting});
  index_addresses(context, id, person.identity);
  index_for_rosters(context, programme.id, id, person.identity);
  if (!is_staff(person.role)) {
    const std::string name = person.display_name.empty() ? person.identity.first_name : person.display_name;
    put_profile(context.tx, id, programme.id, seal_content(context, id, {name, person.answers}), {},
                context.now);
  }
  if (person.role == Role::supporter) {
    put_capacity(context.tx, id, programme.id, {starting_capacity(package, person.answers), false, {}});
  }
  context.emit(programme.id, id.str(), PersonAdded{id, person.role, person.state});
  return id;
}

PersonId People::add_staff(Context& context, const Identity& identity, Role role,
                           const ProgrammeId& programme) {
  PersonId id = find_by_address(context.tx, context.vault, identity.email);
  if (id.empty()) {
    id = context.fresh<PersonId>();
    insert_person(context.tx, id, seal_identity(context, id, identity), "en", context.now);
    index_addresses(context, id, identity);
  }
  for (const GrantRow& each : grants_of(context.tx, id)) {
    if (each.role == role && each.programme == programme) return id;
  }
  const GrantRow grant{id, programme, role, GrantState::active, context.now, std::nullopt};
  const bool had_it_before = set_grant_state(context.tx, grant) > 0;
  if (!had_it_before) insert_grant(context.tx, context.world.ids.next(), grant);
  context.emit(programme, id.str(), RoleChanged{id, role, GrantState::active});
  return id;
}

void People::set_state(Context& context, const PersonId& person, const ProgrammeId& programme, Role role,
                       GrantState state) {
  if (set_grant_state(context.tx, {person, programme, role, state, context.now, std::nullopt}) == 0) return;
  context.emit(programme, person.str(), RoleChanged{person, role, state});
  if (state == GrantState::ended && !is_staff(role)) schedule_retention(context);
}

void People::bring_in_everyone(Context& context, const Programme& programme, package::Side side) {
  const auto reach = reach_profiles_for_matching(context, programme.id);
  const std::string_view imported = enum_name(GrantState::imported);
  for (const ProfileRow& row : members(context.tx, reach, side, imported, {"", most_brought_in})) {
    record_fits(context, programme, row.grant.person, row.grant.role);
    record_spoken_consents(context, programme, row.grant.person, side);
    set_state(context, row.grant.person, programme.id, row.grant.role, GrantState::active);
  }
}

bool People::agreed(Context& context, const PersonId& person, const Programme& programme,
                    std::string_view purpose) const {
  const auto all = consents_of(context, programme, person, package::Side::participant);
  const auto found = std::ranges::find(all, purpose, &ConsentView::purpose);
  return found != all.end() && found->given;
}

std::optional<RoleGrant> People::member_grant(Tx& tx, const PersonId& person,
                                              const ProgrammeId& programme) const {
  for (const GrantRow& each : grants_of(tx, person)) {
    if (each.programme == programme && !is_staff(each.role))
      return RoleGrant{programme, each.role, each.state};
  }
  return std::nullopt;
}

std::vector<PersonId> People::people_with_role(Tx& tx, const ProgrammeId& programme, Role role) const {
  return people_store::people_with_role(tx, programme, role);
}

void People::fill(Tx& tx, Actor& actor) {
  for (const GrantRow& each : grants_of(tx, actor.person)) {
    actor.grants.push_back({each.programme, each.role, each.state});
  }
  actor.language = people_store::language_of(tx, actor.person);
}

// An address that several people share (a family's landline, a couple's mailbox) finds nobody: a code sent
// there would let one of them in as another.
PersonId People::find_by_address(Tx& tx, const Vault& vault, std::string_view address) {
  const auto found = people_with_address(tx, address_hash(vault, address));
  return found.size() == 1 ? found.front() : PersonId();
}

bool People::is_staff_member(Tx& tx, const PersonId& person) {
  return std::ranges::any_of(grants_of(tx, person), [](const GrantRow& each) { return is_staff(each.role); });
}

std::string People::display_name(Context& context, const PersonId& person,
                                 const ProgrammeId& programme) const {
  // Also of who has left: those they talked with still meet the name they showed, never their legal one.
  if (const auto content = content_of(context.tx, person, programme)) {
    return open_content(context, person, *content).display_name;
  }
  if (is_closed(context.tx, person, programme) || is_erased(context.tx, person)) {
    return people_words::somebody_who_left.in(context.language);
  }
  return identity(context, reach_identities_as_system(context), person).first_name;
}

std::map<PersonId, std::string> People::display_names(Context& context, const std::vector<PersonId>& people,
                                                      const ProgrammeId& programme) const {
  read_keys_of(context.tx, texts_of(people));
  const auto contents = contents_of(context.tx, people, programme);
  std::map<PersonId, std::string> out;
  for (const PersonId& each : people) {
    const auto content = contents.find(each);
    out[each] = content == contents.end() ? display_name(context, each, programme)
                                          : open_content(context, each, content->second).display_name;
  }
  return out;
}

std::string People::language_of(Tx& tx, const PersonId& person) const {
  return people_store::language_of(tx, person);
}

Profile People::profile(Context& context, const Reach<Profiles>& reach, const PersonId& person) const {
  const auto row = profile_of(context.tx, reach, person, reach.programme());
  if (!row) throw not_found();
  return open_profile(context, programmes_.get(context.tx, reach.programme()), *row);
}

std::map<PersonId, Profile> People::profiles(Context& context, const Reach<Profiles>& reach,
                                             const std::vector<PersonId>& people) const {
  const Programme programme = programmes_.get(context.tx, reach.programme());
  read_keys_of(context.tx, texts_of(people));
  std::map<PersonId, Profile> out;
  for (const ProfileRow& each : profiles_of(context.tx, reach, people))
    out.try_emplace(each.grant.person, open_profile(context, programme, each));
  return out;
}

Identity People::identity(Context& context, const Reach<Identities>& reach, const PersonId& person) const {
  const auto sealed = identity_of(context.tx, reach, person);
  if (!sealed) throw not_found();
  return open_identity(context, person, *sealed);
}

std::map<PersonId, Identity> People::identities(Context& context, const Reach<Identities>& reach,
                                                const std::vector<PersonId>& people) const {
  std::map<PersonId, Identity> out;
  for (const auto& [person, sealed] : identities_of(context.tx, reach, people))
    out[person] = open_identity(context, person, sealed);
  return out;
}

Capacity People::capacity(Tx& tx, const PersonId& person, const ProgrammeId& programme) const {
  return capacity_of(tx, person, programme).value_or(Capacity{0, true, {}});
}

void People::note_look(Context& context, const PersonId& person, const ProgrammeId& programme,
                       std::string_view why) {
  if (context.actor.person.empty() || context.actor.person == person) return;
  if (is_erased(context.tx, person)) return;  // nobody is left who could see the line
  Role role = Role::coordinator;
  const bool coordinates = context.actor.has({Role::coordinator}, programme);
  for (const RoleGrant& grant : context.actor.grants) {
    if (!coordinates && grant.programme == programme && is_staff(grant.role)) role = grant.role;
  }
  const Bytes reason = context.vault.seal(context.tx, person.str(), "record_look.why", why);
  insert_look(context.tx, person,
              {context.world.ids.next(), context.actor.person, programme, role, reason.data, context.now});
  context.emit(programme, person.str(), RecordViewed{person});
}

void People::block(Context& context, const PersonId& blocker, const PersonId& blocked,
                   const ProgrammeId& programme) {
  insert_block(context.tx, blocker, blocked, context.now);
  context.emit(programme, blocker.str(), PersonBlocked{blocker, blocked});
}

}  // namespace kith
