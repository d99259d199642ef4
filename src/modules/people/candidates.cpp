#include <algorithm>

#include "modules/people/people.h"
#include "modules/people/sealed.h"
#include "modules/people/store.h"
#include "store/vault_keys.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t most_candidates = 20'000;
constexpr std::size_t members_at_once = 500;

// Age counts in few programmes; elsewhere nobody's identity is opened to match them.
bool matches_by_age(const package::MatchingRules& rules) {
  return std::ranges::any_of(rules.criteria, [](const package::Criterion& each) {
    return each.participant_field == "birth_date" || each.supporter_field == "birth_date";
  });
}

Candidate candidate_from(Context& context, const Programme& programme, const CandidateRow& row) {
  const PersonId& person = row.profile.grant.person;
  Candidate out;
  out.profile = open_profile(context, programme, row.profile);
  out.exclusions = row.exclusions;
  if (row.profile.grant.role == Role::supporter) out.capacity = row.capacity;
  if (matches_by_age(programme.package->matching)) {
    const auto sealed = identity_of(context.tx, reach_identities_as_system(context), person);
    if (sealed) out.birth_date = open_identity(context, person, *sealed).birth_date;
  }
  return out;
}

// The keys of the rows from `from` on are read together, at most so many that memory is not asked for more.
template <class AnyRow, class GrantOf>
void read_keys_ahead(Context& context, const std::vector<AnyRow>& rows, std::size_t from, GrantOf grant_of) {
  if (from % most_keys_at_once != 0) return;
  std::vector<std::string> owners;
  for (std::size_t i = from; i < std::min(rows.size(), from + most_keys_at_once); ++i)
    owners.push_back(grant_of(rows[i]).person.str());
  read_keys_of(context.tx, owners);
}

}  // namespace

bool Profile::shows(const package::Question& question) const {
  if (question.staff_only || question.shown == package::Shown::never) return false;
  return question.shown == package::Shown::always || std::ranges::find(hidden, question.key) == hidden.end();
}

std::vector<Candidate> People::pool(Context& context, const ProgrammeId& programme, package::Side side,
                                    bool active_only) const {
  const Programme known = programmes_.get(context.tx, programme);
  const auto reach = reach_profiles_for_matching(context, programme);
  const auto blocks = blocks_within(context.tx, programme);
  std::vector<Candidate> out;
  const auto rows = candidates(context.tx, reach, side, active_only, most_candidates);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    read_keys_ahead(context, rows, i, [](const CandidateRow& row) { return row.profile.grant; });
    out.push_back(candidate_from(context, known, rows[i]));
    const auto blocked = blocks.find(out.back().profile.person);
    if (blocked != blocks.end()) out.back().blocked = blocked->second;
  }
  return out;
}

void People::each_member(Context& context, const Reach<Profiles>& reach, package::Side side,
                         const std::function<void(const Profile&)>& visit) const {
  const Programme known = programmes_.get(context.tx, reach.programme());
  Page page{"", members_at_once};
  for (;;) {
    const auto rows = members(context.tx, reach, side, "", page);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      read_keys_ahead(context, rows, i, [](const ProfileRow& row) { return row.grant; });
      visit(open_profile(context, known, rows[i]));
    }
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
  const auto row = candidate_of(context.tx, reach_profiles_for_matching(context, programme), person);
  if (!row) return std::nullopt;
  Candidate out = candidate_from(context, programmes_.get(context.tx, programme), *row);
  out.blocked = blocked_with(context.tx, person);
  return out;
}

}  // namespace kith
