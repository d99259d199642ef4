#pragma once

#include "modules/groups/draft.h"
#include "modules/groups/views.h"

// Proposing groups takes its time for a large programme, so it happens outside any transaction: what people
// answered is read in a snapshot, the groups are formed, and the proposal is written when nothing it rests on
// has changed meanwhile. For this folder only.
namespace kith {

// A proposal that is not written yet, and the last event it knows of.
struct Proposal {
  static constexpr std::string_view schema_name = "Proposal";
  std::int64_t sequence = 0;
  DraftBody body;
  FormingView view;
  static constexpr auto fields() {
    return std::tuple{field("sequence", &Proposal::sequence), field("body", &Proposal::body),
                      field("view", &Proposal::view)};
  }
};

// For Endpoint::prepare: an encoded Proposal, made again, at most twice, when somebody came, left, answered
// anew or blocked somebody meanwhile. Where there is none to make, the code of the refusal as text: the write
// refuses, in the words of who asks.
Json propose_groups(Database& database, World& world, Vault& vault, const People& people,
                    const SolveGroups& ask);

// The proposal that was made before the transaction, if nothing that it rests on has changed since. Refuses
// groups.no_rules, groups.nobody_waits, groups.changed and groups.moved_on.
Proposal take_proposal(const Context& context, const ProgrammeId& programme);

}  // namespace kith
