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
  Candidate out;
  out.profile = open_profile(context, programme, row.profile);
  out.exclusions = row.exclusions;
  if (row.profile.grant.role == Role::supporter) out.capacity = row.capacity;
  return out;
}

// The keys of the rows from `from` on are read together, at most so many that memory is not asked for more.
// Gives whose they are; nobody while those read before suffice.
template <class AnyRow, class GrantOf>
std::vector<PersonId> read_keys_ahead(Context& context, const std::vector<AnyRow>& rows, std::size_t from,
                                      GrantOf grant_of) {
  std::vector<PersonId> people;
  if (from % most_keys_at_once != 0) return people;
  for (std::size_t i = from; i < std::min(rows.size(), from + most_keys_at_once); ++i)
    people.push_back(grant_of(rows[i]).person);
  read_keys_of(context.tx, texts_of(people));
  return people;
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
  const bool by_age = matches_by_age(known.package->matching);
  std::vector<Candidate> out;
  std::map<PersonId, Identity> identities_ahead;
  const auto rows = candidates(context.tx, reach, side, active_only, most_candidates);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto ahead =
        read_keys_ahead(context, rows, i, [](const CandidateRow& row) { return row.profile.grant; });
    if (by_age && !ahead.empty())
      identities_ahead = identities(context, reach_identities_as_system(context), ahead);
    out.push_back(candidate_from(context, known, rows[i]));
    if (by_age) out.back().birth_date = identities_ahead[out.back().profile.person].birth_date;
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

std::int64_t People::not_taking_part(Tx& tx, const Reach<Profiles>& reach, package::Side side) const {
  return count_members(tx, reach, side, "") - count_members(tx, reach, side, enum_name(GrantState::active));
}

std::vector<People::Member> People::taking_part(Tx& tx, const Reach<Profiles>& reach,
                                                package::Side side) const {
  return people_store::taking_part(tx, reach, side);
}

std::vector<PersonId> People::blocked_with(Tx& tx, const PersonId& person) const {
  return people_store::blocked_with(tx, person);
}

std::optional<Candidate> People::candidate(Context& context, const PersonId& person,
                                           const ProgrammeId& programme) const {
  const auto row = candidate_of(context.tx, reach_profiles_for_matching(context, programme), person);
  if (!row) return std::nullopt;
  const Programme known = programmes_.get(context.tx, programme);
  Candidate out = candidate_from(context, known, *row);
  if (matches_by_age(known.package->matching))
    out.birth_date = identity(context, reach_identities_as_system(context), person).birth_date;
  out.blocked = people_store::blocked_with(context.tx, person);
  return out;
}

}  // namespace kith
