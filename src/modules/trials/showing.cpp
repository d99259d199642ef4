#include "modules/trials/showing.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/trials/store.h"
#include "modules/trials/units.h"
#include "modules/trials/words.h"

namespace kith {

using namespace trials_store;

ShowingTrial::ShowingTrial(Context& context, const People& people, const Reach<Trial>& reach)
    : context_(context),
      people_(people),
      reach_(reach),
      programme_(people.programmes().get(context.tx, reach.programme())),
      trial_(latest(context.tx, reach)),
      language_(programme_.language_for(context.language)) {
  const auto& written = programme_.package->trial;
  const bool is_over = trial_ && trial_->state == TrialState::closed;
  if (is_over && written && !with_key(context.tx, reach, written->key)) trial_.reset();
  if (trial_) {
    rules_ = trial_->rules;
    plan_ = trial_->plan;
  } else if (written) {
    rules_ = *written;
    plan_ = plan_of(rules_, *programme_.package);
  } else {
    throw Refusal(RefusalKind::conflict, "trials.no_trial", trials_words::no_trial.in(context.language));
  }
}

std::string ShowingTrial::words(const package::Words& words) const {
  return package::in_language(words, language_, programme_.package->default_language);
}

std::string ShowingTrial::name_of(const PersonId& person) {
  const auto reach = reach_programme_identities(context_, reach_.programme());
  return people_.identity(context_, reach, person).full_name();
}

TrialView ShowingTrial::view() {
  TrialView out;
  out.key = rules_.key;
  out.label = words(rules_.label);
  out.about = words(rules_.about);
  out.of_people = rules_.of_people();
  const bool people = rules_.of_people();
  out.unit_one = people ? programme_.role_word(Role::participant, language_) : words(rules_.unit_one);
  out.unit_many = people ? programme_.role_words(Role::participant, language_) : words(rules_.unit_many);
  out.method = rules_.method;
  out.percent_best = rules_.percent_best;
  for (const package::TrialArmRules& each : rules_.arms)
    out.arms.push_back({each.key, words(each.label), words(each.about), each.share, std::nullopt});
  for (const package::TrialFactor& each : rules_.factors)
    out.factors.push_back(factor_words(each, programme_, language_));
  for (const std::string& each : keys(context_.tx, reach_)) {
    if (each != rules_.key) out.earlier.push_back(each);
  }
  if (context_.actor.has({Role::coordinator}, reach_.programme())) {
    out.ready = out.not_ready = 0;
    const auto done = trial_ ? hashes(context_.tx, reach_, *trial_) : std::vector<std::string>{};
    const WaitingUnits waiting(context_, people_, programme_, rules_, plan_);
    for (const WaitingUnit& each : waiting.all()) {
      if (!std::ranges::binary_search(done, each.hash)) ++*(each.ready() ? out.ready : out.not_ready);
    }
  }
  if (!trial_) return out;
  out.phase = trial_->state == TrialState::open ? TrialPhase::open : TrialPhase::closed;
  out.opened_at = trial_->opened_at;
  out.closed_at = trial_->closed_at;
  out.commitment = trial_->commitment;
  out.final_units = count_units(context_.tx, reach_, *trial_);
  if (trial_->closed_at) out.seed = std::to_string(secret_of(context_, reach_, *trial_).seed);
  count_arms(out);
  return out;
}

// In blocks and in minimisation the next arm hangs on how many each has, so that is told only when there is
// no next: after closing, or when all were drawn at once. A throw of dice knows nothing of the throws before.
void ShowingTrial::count_arms(TrialView& out) {
  const bool independent = plan_.method == trial::PlanMethod::simple;
  const bool at_once = trial_->at_once();
  if (trial_->state == TrialState::open && !independent && !at_once) return;
  const auto all = trials_store::units(context_, reach_, *trial_);
  out.allocated = at_once && !all.empty() && !all.front().line.empty();
  if (at_once && !out.allocated) return;
  for (TrialArmView& arm : out.arms) {
    arm.units = static_cast<int>(
        std::ranges::count_if(all, [&](const TrialUnit& each) { return each.arm() == arm.key; }));
  }
}

WaitingUnitList ShowingTrial::waiting(const TrialUnitsAsk& ask) {
  const auto done = trial_ ? hashes(context_.tx, reach_, *trial_) : std::vector<std::string>{};
  WaitingUnitList out;
  const WaitingUnits all(context_, people_, programme_, rules_, plan_);
  auto each = all.all().begin();
  if (!ask.after.empty()) {
    each = std::ranges::find(all.all(), ask.after, &WaitingUnit::hash);
    if (each == all.all().end())
      throw invalid({{"after", "unknown", "This must be the `next` of the list before."}});
    ++each;
  }
  for (; each != all.all().end(); ++each) {
    if (std::ranges::binary_search(done, each->hash)) continue;
    if (static_cast<int>(out.items.size()) == ask.limit) {
      out.next = out.items.back().unit;
      break;
    }
    WaitingUnitView line{each->hash, each->name, std::nullopt, static_cast<int>(each->people.size()), ""};
    if (rules_.of_people()) {
      line.person_id = each->people.front();
      line.name = name_of(each->people.front());
    }
    const auto missing = std::ranges::find(each->levels, false, &std::optional<std::string>::has_value);
    if (!each->ready()) {
      const std::size_t factor =
          each->unknown.value_or(static_cast<std::size_t>(missing - each->levels.begin()));
      line.missing = factor_words(rules_.factors[factor], programme_, language_);
    }
    out.items.push_back(std::move(line));
  }
  return out;
}

FinalUnitList ShowingTrial::units(const TrialUnitsAsk& ask) {
  FinalUnitList out;
  if (!trial_) return out;
  for (const TrialUnit& each : page_of_units(context_, reach_, *trial_, ask.after, ask.limit + 1)) {
    if (static_cast<int>(out.items.size()) == ask.limit) {
      out.next = out.items.back().unit;
      break;
    }
    out.items.push_back(unit(each));
  }
  return out;
}

FinalUnitView ShowingTrial::unit(const TrialUnit& unit) {
  FinalUnitView out;
  out.unit = unit.hash;
  out.name = unit.name;
  if (!unit.person.empty()) {
    out.person_id = unit.person;
    out.name = name_of(unit.person);
  }
  out.day = to_text(date_in(unit.final_at, programme_.package->time_zone));
  const auto arm = std::ranges::find(rules_.arms, unit.arm(), &package::TrialArmRules::key);
  if (arm != rules_.arms.end()) {
    out.arm = arm->key;
    out.arm_label = words(arm->label);
    out.arm_about = words(arm->about);
  }
  return out;
}

}  // namespace kith
