#include "modules/trials/trials.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/trials/events.h"
#include "modules/trials/store.h"
#include "modules/trials/units.h"
#include "modules/trials/words.h"

// The life of a trial: opened, units made final, closed.
namespace kith {
namespace {

using namespace trials_store;

constexpr std::size_t salt_bytes = 32;

[[noreturn]] void refuse(const Context& context, const char* code, const Phrase& words) {
  throw Refusal(RefusalKind::conflict, code, words.in(context.language));
}

Trial open_trial(Context& context, const Reach<Trial>& reach) {
  auto trial = latest(context.tx, reach);
  if (!trial || trial->state != TrialState::open) refuse(context, "trials.not_open", trials_words::not_open);
  return *std::move(trial);
}

std::uint64_t draw_seed(Random& random) {
  unsigned char bytes[8];
  random.fill(bytes);
  std::uint64_t out = 0;
  for (const unsigned char each : bytes) out = out << 8 | each;
  return out;
}

trial::Record record_of(const Trial& trial, const std::vector<TrialUnit>& units) {
  trial::Record out;
  out.trial = trial.key;
  out.opened = to_rfc3339(trial.opened_at);
  out.commitment = trial.commitment;
  out.plan = trial.plan;
  for (const TrialUnit& each : units) out.entries.push_back(each.entry);
  return out;
}

void check_ready(const Context& context, const Programme& programme, const Trial& trial,
                 const WaitingUnit& unit) {
  const auto words = [&](std::size_t factor) {
    return factor_words(trial.rules.factors[factor], programme, programme.language_for(context.language));
  };
  const auto say = [&](const Phrase& phrase, std::size_t factor) {
    throw Refusal(RefusalKind::conflict, "trials.not_ready",
                  phrase.in(context.language, {{"question", words(factor)}}));
  };
  if (unit.unknown) say(trials_words::new_answer, *unit.unknown);
  for (std::size_t f = 0; f < unit.levels.size(); ++f) {
    if (!unit.levels[f]) say(trials_words::not_ready, f);
  }
}

// Runs the trial again up to the unit that was just made final. Who was final before must come out as it was
// kept, or the trial has been tampered with and nothing more may be drawn.
std::string draw_last(const Trial& trial, const Secret& secret, const std::vector<TrialUnit>& units) {
  const trial::Record record = record_of(trial, units);
  const auto lines = trial::lines_of(trial.plan, secret.seed, record.entries);
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (lines[i] != units[i].line) throw StoreError("what is kept of a trial does not follow from its seed");
  }
  return lines.back();
}

}  // namespace

void Trials::open(Context& context, const Reach<Trial>& reach) {
  const Programme programme = people_.programmes().get(context.tx, reach.programme());
  const auto before = latest(context.tx, reach);
  if (before && before->state == TrialState::open)
    refuse(context, "trials.open_already", trials_words::open_already);
  if (!programme.package->trial) refuse(context, "trials.no_trial", trials_words::no_trial);
  const package::TrialRules& rules = *programme.package->trial;
  if (with_key(context.tx, reach, rules.key)) refuse(context, "trials.over", trials_words::over);
  Trial trial{context.fresh<TrialId>(),           rules.key, TrialState::open, rules,
              plan_of(rules, *programme.package), "",        context.now,      std::nullopt};
  const Secret secret{draw_seed(context.world.random), context.world.random.token(salt_bytes)};
  trial::Record record = record_of(trial, {});
  record.seed = secret.seed;
  record.salt = secret.salt;
  trial.commitment = trial::opening_commitment(record);
  insert(context, reach, trial, secret);
  context.emit(reach.programme(), trial.id.str(), TrialOpened{trial.id, trial.key, trial.commitment});
}

TrialUnit Trials::make_final(Context& context, const Reach<Trial>& reach, const std::string& hash) {
  const Trial trial = open_trial(context, reach);
  if (auto done = unit(context, reach, trial, hash)) return *std::move(done);
  const Programme programme = people_.programmes().get(context.tx, reach.programme());
  const WaitingUnits waiting(context, people_, programme, trial.rules, trial.plan);
  const auto found = std::ranges::find(waiting.all(), hash, &WaitingUnit::hash);
  if (found == waiting.all().end()) throw not_found();
  check_ready(context, programme, trial, *found);
  std::vector<TrialUnit> all = units(context, reach, trial);
  if (trial.at_once() && !all.empty() && !all.front().line.empty())
    refuse(context, "trials.allocated", trials_words::allocated);
  TrialUnit made;
  made.id = context.fresh<TrialUnitId>();
  made.number = static_cast<std::int64_t>(all.size()) + 1;
  if (trial.rules.of_people()) made.person = found->people.front();
  made.hash = hash;
  made.name = found->name;
  made.people = static_cast<int>(found->people.size());
  made.final_at = context.now;
  made.entry = {"u" + std::to_string(made.number), {}, to_rfc3339(context.now)};
  for (const auto& each : found->levels) made.entry.levels.push_back(*each);
  made.seal = trial::entry_seal(static_cast<std::size_t>(made.number), made.entry,
                                all.empty() ? trial.commitment : all.back().seal);
  // Final first, and drawn only then.
  insert_unit(context, reach, trial, made);
  all.push_back(made);
  if (!trial.at_once()) {
    made.line = draw_last(trial, secret_of(context, reach, trial), all);
    insert_line(context, trial, made);
  }
  context.emit(reach.programme(), trial.id.str(), UnitMadeFinal{trial.id, made.id, made.number, made.seal});
  return made;
}

void Trials::allocate(Context& context, const Reach<Trial>& reach) {
  const Trial trial = open_trial(context, reach);
  if (!trial.at_once()) refuse(context, "trials.one_by_one", trials_words::one_by_one);
  std::vector<TrialUnit> all = units(context, reach, trial);
  if (!all.empty() && !all.front().line.empty()) refuse(context, "trials.allocated", trials_words::allocated);
  if (all.size() < trial.plan.arms.size()) refuse(context, "trials.too_few", trials_words::too_few);
  const trial::Record record = record_of(trial, all);
  const auto lines = trial::lines_of(trial.plan, secret_of(context, reach, trial).seed, record.entries);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].line = lines[i];
    insert_line(context, trial, all[i]);
  }
  context.emit(reach.programme(), trial.id.str(),
               TrialAllocated{trial.id, static_cast<std::int64_t>(all.size())});
}

void Trials::close(Context& context, const Reach<Trial>& reach) {
  const Trial trial = open_trial(context, reach);
  const auto all = units(context, reach, trial);
  const Secret secret = secret_of(context, reach, trial);
  if (!trials_store::close(context, reach, trial)) refuse(context, "trials.not_open", trials_words::not_open);
  context.emit(reach.programme(), trial.id.str(),
               TrialClosed{trial.id, static_cast<std::int64_t>(all.size()),
                           all.empty() ? trial.commitment : all.back().seal, std::to_string(secret.seed),
                           secret.salt});
}

std::string Trials::record(Context& context, const Reach<Trial>& reach, const std::string& key) {
  const auto trial = key.empty() ? latest(context.tx, reach) : with_key(context.tx, reach, key);
  if (!trial) throw not_found();
  const auto all = units(context, reach, *trial);
  trial::Record record = record_of(*trial, all);
  if (trial->state == TrialState::closed) {
    const Secret secret = secret_of(context, reach, *trial);
    record.closed = to_rfc3339(*trial->closed_at);
    record.salt = secret.salt;
    record.seed = secret.seed;
    for (const TrialUnit& each : all) {
      if (!each.line.empty()) record.lines.push_back(each.line);
    }
  }
  context.emit(reach.programme(), trial->id.str(), RecordTaken{trial->id});
  return trial::to_text(record);
}

}  // namespace kith
