#include "modules/groups/solving.h"

#include <algorithm>
#include <variant>

#include "base/refusal.h"
#include "engine/groups/solve.h"
#include "modules/groups/store.h"
#include "modules/groups/table.h"
#include "modules/groups/words.h"

namespace kith {
namespace {

// Enough for a plan within a few per cent of the best that long searches find, and so little that 652 people
// take well under a second. The result depends on it: one number for all.
constexpr std::uint64_t steps_per_person = 200;
constexpr std::uint64_t most_seed = 1'000'000'000;
constexpr int most_tries = 3;
constexpr std::size_t most_events = 1000;

struct Unmade {
  std::string_view code;
  const Phrase& words;
};
constexpr Unmade no_rules{"groups.no_rules", groups_words::no_rules};
constexpr Unmade changed{"groups.changed", groups_words::changed};
constexpr Unmade nobody_waits{"groups.nobody_waits", groups_words::nobody_waits};
constexpr Unmade gone_by{"groups.moved_on", groups_words::moved_on};

// A group with a pinned member keeps its place and time; all others are formed anew.
std::vector<groups::FixedGroup> pinned_groups(const Table& table, const DraftBody& body) {
  std::vector<groups::FixedGroup> out;
  for (const DraftGroup& each : body.groups) {
    DraftGroup kept = each;
    kept.members = each.pinned;
    kept.facilitators.clear();
    const auto decided = table.decision(kept);
    if (!decided || decided->members.empty()) continue;
    out.push_back({each.key, decided->venue, decided->slot, decided->members, {}});
  }
  return out;
}

groups::Input input_for(const Table& table, const DraftBody& before, int wanted) {
  groups::Input input = table.input();
  input.design.groups = wanted;
  input.pins.groups = pinned_groups(table, before);
  return input;
}

// A plan as decisions by ids, places and times.
class Deciding {
 public:
  Deciding(const Table& table, const DraftBody& before) : table_(table), before_(before) {}

  DraftBody run(const groups::Plan& plan, int wanted) {
    out_.next_key = before_.next_key;
    out_.wanted = wanted;
    out_.proven = plan.proven;
    for (const groups::GroupPlan& each : plan.groups) take(each);
    for (const groups::LeftOver& each : plan.left_over) leave(each.person, each.why);
    return std::move(out_);
  }

 private:
  void take(const groups::GroupPlan& plan) {
    DraftGroup group;
    group.key = plan.id.empty() ? std::to_string(out_.next_key++) : plan.id;
    group.venue = table_.input().venues[plan.venue].id;
    const schedule::WeeklySlot& slot = table_.input().slots[plan.slot];
    group.day = static_cast<int>(slot.day);
    group.start_minute = slot.from_minute;
    for (const auto f : plan.facilitators) group.facilitators.push_back(table_.facilitators()[f].person);
    const std::vector<PersonId>* pinned = pinned_of(group.key);
    for (const auto i : plan.members) {
      const PersonId& person = table_.people()[i].person;
      group.members.push_back(person);
      if (pinned && std::ranges::find(*pinned, person) != pinned->end()) group.pinned.push_back(person);
    }
    out_.groups.push_back(std::move(group));
  }

  const std::vector<PersonId>* pinned_of(const std::string& key) const {
    const auto at = std::ranges::find(before_.groups, key, &DraftGroup::key);
    return at == before_.groups.end() ? nullptr : &at->pinned;
  }

  void leave(groups::PersonIndex person, groups::Why why) {
    out_.left.push_back({table_.people()[person].person, why});
  }

  const Table& table_;
  const DraftBody& before_;
  DraftBody out_;
};

// What is read in one snapshot.
struct Ground {
  Table table;
  std::optional<Draft> draft;
  std::int64_t sequence = 0;
};

template <class Act>
void reading(Database& database, World& world, Vault& vault, Act act) {
  static const std::multimap<std::string, Within> nothing_within;
  const Actor actor = Actor::system("proposing groups");
  database.read([&](Tx& tx) {
    Context context{world, vault, tx, actor, nothing_within, world.clock.now(), "", {}, {}};
    act(context);
  });
}

// Or the code of the refusal.
std::variant<std::string_view, Ground> ground_for(Context& context, const People& people,
                                                  const SolveGroups& ask) {
  const auto reach = reach_groups_as_system(context, ask.programme);
  if (!people.programmes().get(context.tx, ask.programme).package->groups) return no_rules.code;
  auto draft = peer_groups_store::open_draft(context, reach);
  if ((draft ? draft->revision : 0) != ask.revision) return changed.code;
  Table table(context, people, reach, Whom::waiting);
  if (table.people().empty()) return nobody_waits.code;
  return Ground{std::move(table), std::move(draft), last_event_sequence(context.tx)};
}

Proposal proposal_on(const Ground& ground, World& world, const SolveGroups& ask) {
  std::int64_t seed = ground.draft ? ground.draft->seed : 0;
  if (!ground.draft || ask.fresh_seed) {
    seed = static_cast<std::int64_t>(world.random.below(most_seed)) + 1;
  }
  Draft draft = ground.draft.value_or(Draft{});
  const groups::Problem problem(input_for(ground.table, draft.body, ask.groups));
  groups::Effort effort;
  effort.seed = static_cast<std::uint64_t>(seed);
  effort.steps_per_person = steps_per_person;
  const groups::Plan plan = groups::form_groups(problem, effort);
  draft.body = Deciding(ground.table, draft.body).run(plan, ask.groups);
  draft.seed = seed;
  return {ground.sequence, draft.body, forming_view(ground.table, problem, draft, plan.groups)};
}

// Whether anything happened since that event that a proposal rests on.
bool moved_on(Tx& tx, const ProgrammeId& programme, std::int64_t sequence) {
  const auto events = events_after(
      tx, sequence, most_events,
      {"people.person_added", "people.role_changed", "people.answers_changed", "people.capacity_changed",
       "people.person_blocked", "groups.proposal_solved", "groups.proposal_changed", "groups.proposal_closed",
       "groups.group_formed", "groups.group_joined", "groups.group_left", "groups.groups_merged"});
  // A block holds in every programme, whichever it was made in.
  return events.size() == most_events || std::ranges::any_of(events, [&](const StoredEvent& each) {
           return each.programme == programme.str() || each.type == "people.person_blocked";
         });
}

}  // namespace

Json propose_groups(Database& database, World& world, Vault& vault, const People& people,
                    const SolveGroups& ask) {
  for (int tries = 1;; ++tries) {
    std::variant<std::string_view, Ground> ground;
    reading(database, world, vault, [&](Context& context) { ground = ground_for(context, people, ask); });
    if (const auto* code = std::get_if<std::string_view>(&ground)) return Json(std::string(*code));
    const Proposal made = proposal_on(std::get<Ground>(ground), world, ask);
    bool is_over = false;
    reading(database, world, vault,
            [&](Context& context) { is_over = moved_on(context.tx, ask.programme, made.sequence); });
    if (!is_over || tries == most_tries) return encode(made);
  }
}

Proposal take_proposal(const Context& context, const ProgrammeId& programme) {
  const auto refuse = [&](const Unmade& why) {
    throw Refusal(RefusalKind::conflict, std::string(why.code), why.words.in(context.language));
  };
  for (const Unmade& each : {no_rules, changed, nobody_waits}) {
    if (context.prepared.is_string() && context.prepared.string() == each.code) refuse(each);
  }
  Proposal made = decode<Proposal>(context.prepared);
  if (moved_on(context.tx, programme, made.sequence)) refuse(gone_by);
  return made;
}

}  // namespace kith
