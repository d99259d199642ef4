#include "modules/matching/wait.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/match/candidates.h"
#include "engine/wait/estimate.h"
#include "modules/matching/reach.h"
#include "modules/matching/sides.h"
#include "modules/matching/store.h"
#include "modules/matching/words.h"

namespace kith {
namespace {

constexpr int days_looked_back = 90;

// Supporters by their place in Sides, in order.
using Suitable = std::vector<match::SupporterIndex>;

struct Seen {
  std::size_t free_now = 0;
  Suitable suitable;  // whether or not they have room now
};

std::vector<match::Supporter> with_room(std::vector<match::Supporter> supply) {
  for (match::Supporter& each : supply)
    each.supply.load = std::min(each.supply.load, each.supply.capacity - 1);
  return supply;
}

Suitable all_who_pass(match::CandidateSearch& search, std::size_t row, std::size_t supporters) {
  Suitable out;
  for (const auto& each : search.best_unordered(static_cast<match::ParticipantIndex>(row), supporters)) {
    out.push_back(each.supporter);
  }
  std::ranges::sort(out);
  return out;
}

std::map<PersonId, Seen> look_at_everybody(Context& context, const Sides& sides) {
  std::map<PersonId, Seen> out;
  const std::size_t count = sides.supporters.size();
  for (const auto& members : by_model(context, sides)) {
    const match::Problem now = problem_of(context, sides, members, sides.supply);
    const match::Problem some_day = problem_of(context, sides, members, with_room(sides.supply));
    const match::CandidateIndex index_now(now), index_some_day(some_day);
    match::CandidateSearch search_now(index_now), search_some_day(index_some_day);
    for (std::size_t row = 0; row < members.size(); ++row) {
      out[sides.participants[members[row]].profile.person] = {all_who_pass(search_now, row, count).size(),
                                                              all_who_pass(search_some_day, row, count)};
    }
  }
  return out;
}

bool share_any(const Suitable& a, const Suitable& b) {
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) return true;
    *i < *j ? ++i : ++j;
  }
  return false;
}

// How many matches the supporters of Sides entered lately, one by one.
std::vector<std::int64_t> matched_lately(Context& context, const Sides& sides) {
  const ProgrammeId& programme = sides.programme.id;
  const auto matched = matching_store::supporters_matched_since(
      context.tx, reach_pairs_as_system(context, programme), context.now - days(days_looked_back));
  std::vector<std::int64_t> out;
  for (const Candidate& each : sides.supporters) {
    out.push_back(std::ranges::count(matched, each.profile.person));
  }
  return out;
}

void say_how_long(Outlook& outlook, const Suitable& suitable, const std::vector<std::int64_t>& lately) {
  wait::Lately seen{0, days_looked_back};
  for (const match::SupporterIndex each : suitable) seen.found += lately[each];
  const auto range = wait::estimate(seen, static_cast<std::int64_t>(outlook.ahead));
  if (!range) return;
  outlook.weeks_low = std::max(1, static_cast<int>(std::floor(range->low_days / 7)));
  outlook.weeks_high = std::max(outlook.weeks_low + 1, static_cast<int>(std::ceil(range->high_days / 7)));
}

std::string in_words(const Phrase& known, const Phrase& unknown, const Outlook& outlook,
                     const std::string& language) {
  const std::string ahead = std::to_string(outlook.ahead);
  if (outlook.weeks_high == 0) return unknown.in(language, {{"ahead", ahead}});
  const std::string low = std::to_string(outlook.weeks_low);
  const std::string high = std::to_string(outlook.weeks_high);
  return known.in(language, {{"ahead", ahead}, {"low", low}, {"high", high}});
}

}  // namespace

std::vector<Outlook> outlooks(Context& context, const People& people, const ProgrammeId& programme,
                              const std::vector<PersonId>& waiting) {
  const Sides sides = sides_of(context, people, programme);
  const auto seen = look_at_everybody(context, sides);
  const auto lately = matched_lately(context, sides);
  std::vector<Outlook> out(waiting.size());
  std::vector<const Suitable*> before;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const auto found = seen.find(waiting[i]);
    if (found == seen.end()) continue;
    const Suitable& suitable = found->second.suitable;
    out[i].free_now = found->second.free_now;
    out[i].ahead = static_cast<std::size_t>(
        std::ranges::count_if(before, [&](const Suitable* each) { return share_any(*each, suitable); }));
    say_how_long(out[i], suitable, lately);
    before.push_back(&suitable);
  }
  return out;
}

std::string wait_words(const Outlook& outlook, const std::string& language) {
  return in_words(matching_words::wait_known, matching_words::wait_unknown, outlook, language);
}

std::string wait_words_for_staff(const Outlook& outlook, const std::string& language) {
  if (outlook.free_now > 0) {
    return matching_words::free_now.in(language, {{"count", std::to_string(outlook.free_now)}});
  }
  return in_words(matching_words::nobody_free_known, matching_words::nobody_free_unknown, outlook, language);
}

}  // namespace kith
