#include <algorithm>

#include "modules/people/people.h"
#include "modules/people/sealed.h"
#include "modules/people/store.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t most_candidates = 20'000;
constexpr std::size_t members_at_once = 500;

Candidate candidate_from(Context& context, const Programme& programme, const ProfileRow& row) {
  const PersonId& person = row.grant.person;
  Candidate out;
  out.profile = open_profile(context, programme, row);
  out.exclusions = exclusions_of(context.tx, person, programme.id);
  out.blocked = blocked_with(context.tx, person);
  if (row.grant.role == Role::supporter) {
    out.capacity = capacity_of(context.tx, person, programme.id).value_or(Capacity{0, true, {}});
  }
  if (programme.package->identity_question("birth_date")) {
    const auto sealed = identity_of(context.tx, reach_identities_as_system(context), person);
    if (sealed) out.birth_date = open_identity(context, person, *sealed).birth_date;
  }
  return out;
}

}  // namespace

bool Profile::shows(const package::Question& question) const {
  if (question.staff_only || question.shown == package::Shown::never) return false;
  return question.shown == package::Shown::always || std::ranges::find(hidden, question.key) == hidden.end();
}

std::vector<Candidate> People::pool(Context& context, const ProgrammeId& programme, package::Side side,
                                    bool active_only) const {
  const Programme known = programmes_.get(context.tx, programme);
  std::vector<Candidate> out;
  const auto reach = reach_profiles_for_matching(context, programme);
  for (const ProfileRow& row : members(context.tx, reach, side, active_only, {"", most_candidates})) {
    out.push_back(candidate_from(context, known, row));
  }
  return out;
}

void People::each_member(Context& context, const Reach<Profiles>& reach, package::Side side,
                         const std::function<void(const Profile&)>& visit) const {
  const Programme known = programmes_.get(context.tx, reach.programme());
  Page page{"", members_at_once};
  for (;;) {
    const auto rows = members(context.tx, reach, side, false, page);
    for (const ProfileRow& row : rows) visit(open_profile(context, known, row));
    if (rows.size() < page.limit) return;
    page.after = rows.back().grant.person.str();
  }
}

std::vector<People::Member> People::taking_part(Tx& tx, const Reach<Profiles>& reach,
                                                package::Side side) const {
  return people_store::taking_part(tx, reach, side);
}

std::optional<Candidate> People::candidate(Context& context, const PersonId& person,
                                           const ProgrammeId& programme) const {
  const auto row = profile_of(context.tx, reach_profiles_for_matching(context, programme), person, programme);
  if (!row) return std::nullopt;
  return candidate_from(context, programmes_.get(context.tx, programme), *row);
}

}  // namespace kith
