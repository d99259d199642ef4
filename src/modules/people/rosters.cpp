#include <algorithm>
#include <functional>

#include "base/refusal.h"
#include "modules/people/answers.h"
#include "modules/people/own.h"
#include "modules/people/people.h"
#include "modules/people/sealed.h"
#include "modules/people/store.h"

namespace kith {
namespace {

using namespace people_store;

constexpr std::size_t keys_at_once = 5'000;

// Good enough to rule out nearly every row; a hit is looked up in the table before it counts.
std::uint64_t shortened(const std::string& hash) { return std::hash<std::string>{}(hash); }

// Thousands of rows of one roster agree to the same text, so its fingerprint is worked out once.
std::string paper_version(Context& context, const Programme& programme, const std::string& purpose) {
  const std::string place = "people.paper_version:" + programme.id.str() + ":" + purpose;
  auto& memory = context.tx.memory();
  if (const auto known = memory.find(place); known != memory.end()) return known->second;
  const std::string text = programme.text("consent_" + purpose, programme.package->default_language);
  return memory[place] = version_of(context, programme, text);
}

}  // namespace

RosterIndex People::roster_index(Context& context, const ProgrammeId& programme) const {
  RosterIndex index;
  index.programme_ = programme;
  RosterKeyRow last;
  for (;;) {
    const auto rows = roster_keys_after(context.tx, programme, last, keys_at_once);
    for (const RosterKeyRow& each : rows) index.known_[each.kind].push_back(shortened(each.hash));
    if (rows.size() < keys_at_once) break;
    last = rows.back();
  }
  for (auto& [kind, hashes] : index.known_) std::ranges::sort(hashes);
  return index;
}

std::vector<RosterMatch> RosterIndex::find(Context& context, const Identity& identity,
                                           package::Side side) const {
  for (const auto& [kind, key] : roster_keys(identity)) {
    const auto known = known_.find(kind);
    if (known == known_.end() || known->second.empty()) continue;
    const std::string hash = roster_hash(context.vault, kind, key);
    if (!std::ranges::binary_search(known->second, shortened(hash))) continue;
    auto found = people_with_roster_key(context.tx, programme_, kind, hash);
    if (kind == "ref") std::erase_if(found, [&](const auto& each) { return side_of(each.role) != side; });
    if (!found.empty()) return found;
  }
  return {};
}

void People::record_paper_consent(Context& context, const PersonId& person, const Programme& programme,
                                  std::string_view purpose, Instant at) {
  const auto& purposes = programme.package->consents;
  if (std::ranges::find(purposes, purpose, &package::ConsentPurpose::key) == purposes.end())
    throw not_found();
  ConsentView view;
  view.purpose = purpose;
  view.text = programme.text("consent_" + view.purpose, programme.package->default_language);
  view.version = paper_version(context, programme, view.purpose);
  record_consent(context, programme.id, person, view, {true, "paper", at});
}

}  // namespace kith
