#include "modules/rehearsals/hall.h"

#include <sys/resource.h>

#include <algorithm>

#include "kernel/cause.h"
#include "modules/rehearsals/events.h"
#include "modules/rehearsals/results.h"
#include "modules/rehearsals/store.h"

namespace kith {
namespace {

// Everything that serves people goes first, and takes nine tenths of a busy processor. At the very lowest
// (19) a rehearsal would stand still beside any other work of the machine.
constexpr int low_priority = 10;
constexpr std::uint64_t first_seed = 1;

// Of the calling thread alone, and of those that it starts. Being refused changes nothing but the pace.
void step_back() { ::setpriority(PRIO_PROCESS, 0, low_priority); }

}  // namespace

RehearsalHall::RehearsalHall(Programmes& programmes, std::shared_ptr<RehearsalRoom> room, const Log& log)
    : programmes_(programmes), room_(std::move(room)), log_(log) {}

RehearsalHall::~RehearsalHall() { stop(); }

std::string RehearsalHall::life(Context& context) {
  const std::lock_guard guard(lock_);
  if (life_.empty()) life_ = context.world.ids.next();
  return life_;
}

std::string RehearsalHall::life_so_far() {
  const std::lock_guard guard(lock_);
  return life_;
}

void RehearsalHall::take(const RehearsalId& id) {
  const std::lock_guard guard(lock_);
  if (stopping_ || current_ == id || std::ranges::find(waiting_, id) != waiting_.end()) return;
  waiting_.push_back(id);
  if (!thread_.joinable()) thread_ = std::thread([this] { loop(); });
  wake_.notify_one();
}

void RehearsalHall::give_up(const RehearsalId& id) {
  const std::lock_guard guard(lock_);
  std::erase(waiting_, id);
  if (current_ == id) given_up_ = true;
}

void RehearsalHall::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
    waiting_.clear();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

RehearsalHall::Progress RehearsalHall::progress_of(const RehearsalId& id) {
  const std::lock_guard guard(lock_);
  if (current_ == id) return {true, 0, thousandths_, began_};
  const auto found = std::ranges::find(waiting_, id);
  const auto before = static_cast<int>(found - waiting_.begin());
  return {false, found == waiting_.end() ? 0 : before + (current_.empty() ? 0 : 1), 0, {}};
}

void RehearsalHall::loop() {
  step_back();
  for (;;) {
    RehearsalId next;
    {
      std::unique_lock guard(lock_);
      wake_.wait(guard, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      next = current_ = waiting_.front();
      waiting_.pop_front();
      thousandths_ = 0;
      given_up_ = false;
    }
    perform(next);
    const std::lock_guard guard(lock_);
    current_ = RehearsalId();
  }
}

void RehearsalHall::perform(const RehearsalId& id) {
  try {
    const auto task = begin(id);
    if (!task) return;
    try {
      if (const auto result = outcome_of(*task)) end(id, RehearsalState::done, *result);
    } catch (const std::exception& error) {
      log_.error("rehearsal_failed", {{"rehearsal", id.str()}, {"what", cause(error)}});
      end(id, RehearsalState::failed, "");
    }
  } catch (const std::exception& error) {
    log_.error("rehearsal_not_kept", {{"rehearsal", id.str()}, {"what", cause(error)}});
  }
}

std::optional<RehearsalHall::Task> RehearsalHall::begin(const RehearsalId& id) {
  std::optional<Task> task;
  as_system_("rehearsal", [&](Context& context) {
    const auto row = rehearsals_store::find(context.tx, reach_rehearsals_as_system(context), id);
    if (!row || !rehearsals_store::begin(context.tx, id)) return;
    task = Task{row->ask, programmes_.get(context.tx, row->programme).package};
    const std::lock_guard guard(lock_);
    began_ = context.now;
  });
  return task;
}

std::optional<std::string> RehearsalHall::outcome_of(const Task& task) {
  std::vector<Rehearsed> as_is, changed;
  int runs_done = 0;
  for (int seed = 0; seed < task.ask.seeds; ++seed) {
    const auto first = one(task, task.ask.as_is, seed, runs_done++);
    if (!first) return std::nullopt;
    as_is.push_back(*first);
    if (!task.ask.changed) continue;
    const auto second = one(task, *task.ask.changed, seed, runs_done++);
    if (!second) return std::nullopt;
    changed.push_back(*second);
  }
  return to_text(encode(add_up(as_is, changed)));
}

// The same seed for both designs: the same people come and roll the same dice, so that what differs is the
// design.
std::optional<Rehearsed> RehearsalHall::one(const Task& task, const RehearsalDesignKept& design, int seed,
                                            int runs_done) {
  const RehearsalRun run{*task.package,
                         task.ask.population,
                         {design.participants, design.supporters, design.clock, design.clock_minutes},
                         task.ask.weeks,
                         first_seed + static_cast<std::uint64_t>(seed)};
  return room_->rehearse(run, [&](int days_done) { return goes_on(task.ask, runs_done, days_done); });
}

bool RehearsalHall::goes_on(const RehearsalAsk& ask, int runs_done, int days_done) {
  const int length = 7 * ask.weeks;
  const int all = ask.seeds * ask.designs() * length;
  const int done = runs_done * length + std::min(days_done, length);
  const std::lock_guard guard(lock_);
  thousandths_ = static_cast<int>(std::int64_t{1000} * done / std::max(all, 1));
  return !stopping_ && !given_up_;
}

void RehearsalHall::end(const RehearsalId& id, RehearsalState state, const std::string& result) {
  as_system_("rehearsal", [&](Context& context) {
    const auto row = rehearsals_store::find(context.tx, reach_rehearsals_as_system(context), id);
    if (!row || !rehearsals_store::end(context.tx, id, state, result, context.now)) return;
    context.emit(row->programme, id.str(), RehearsalEnded{id, std::string(enum_name(state))});
  });
}

}  // namespace kith
