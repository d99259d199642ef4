#include "kernel/relay.h"

#include <algorithm>
#include <stdexcept>

#include "kernel/cause.h"

namespace kith {
namespace {

constexpr std::size_t batch = 500;
constexpr auto longest_act = minutes(5);  // after it another try may take the job
constexpr auto look_again = std::chrono::seconds(1);
constexpr int tries_of_a_reaction = 5;

Duration pause_after(std::int64_t attempts) {
  return minutes(1) * (std::int64_t{1} << std::min<std::int64_t>(attempts, 6));
}

// What happened since the consumers last heard, so that one write moves on all who need not act.
struct News {
  std::int64_t newest = 0;
  std::map<std::string, std::int64_t> cursors;
  std::vector<std::pair<std::int64_t, std::string>> types;
  bool whole = true;  // `types` goes up to the newest

  static News of(Tx& tx) {
    News out;
    out.newest = last_event_sequence(tx);
    std::int64_t least = out.newest;
    out.cursors = kith::cursors(tx);
    for (const auto& [consumer, sequence] : out.cursors) least = std::min(least, sequence);
    out.types = event_types_after(tx, least, batch);
    out.whole = out.types.size() < batch;
    return out;
  }

  std::int64_t heard(const std::string& consumer) const {
    const auto found = cursors.find(consumer);
    return found == cursors.end() ? 0 : found->second;
  }

  bool concerns(const std::string& consumer, const std::vector<std::string>& wanted) const {
    const std::int64_t from = heard(consumer);
    return !whole || from == 0 || std::ranges::any_of(types, [&](const auto& each) {
      return each.first > from && std::ranges::binary_search(wanted, each.second);
    });
  }
};

}  // namespace

Relay::Relay(Surroundings surroundings, std::vector<Reaction> reactions, std::vector<JobKind> jobs,
             const std::multimap<std::string, Within>& within, Metrics& metrics)
    : on_(surroundings), within_(within), metrics_(metrics) {
  for (Reaction& each : reactions) {
    auto found = std::ranges::find(consumers_, each.consumer, &Consumer::name);
    if (found == consumers_.end())
      found = consumers_.insert(consumers_.end(), Consumer{each.consumer, {}, {}});
    found->types.insert(found->types.end(), each.types.begin(), each.types.end());
    found->reactions.push_back(std::move(each));
  }
  for (Consumer& each : consumers_) {
    std::sort(each.types.begin(), each.types.end());
    each.types.erase(std::unique(each.types.begin(), each.types.end()), each.types.end());
  }
  for (JobKind& each : jobs) kinds_[each.kind] = std::move(each);
}

Relay::~Relay() { stop(); }

void Relay::start(std::function<void()> after_commit) {
  after_commit_ = std::move(after_commit);
  threads_.emplace_back([this] { loop(false); });
  threads_.emplace_back([this] { loop(true); });
}

void Relay::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& each : threads_) each.join();
  threads_.clear();
}

void Relay::wake() {
  {
    const std::lock_guard guard(lock_);
    ++woken_;
  }
  wake_.notify_all();
}

void Relay::settle(std::size_t most_rounds) {
  for (std::size_t round = 0; round < most_rounds; ++round) {
    const bool reacted = work(Work::react);
    if (on_.database.failed()) throw std::runtime_error("the store has failed");
    const bool ran = work(Work::inside);
    const bool sent = work(Work::outside);
    if (!reacted && !ran && !sent) return;
  }
  throw std::runtime_error("the relay does not come to rest");
}

bool Relay::work(Work work) {
  if (work == Work::react) return react() != Reacted::nothing;
  return run_due(work == Work::outside);
}

void Relay::loop(bool outside) {
  std::uint64_t seen = 0;
  for (;;) {
    bool busy = false;
    try {
      // A consumer in trouble is tried again after a pause, and holds up neither the others nor the jobs.
      if (!outside) busy = react() == Reacted::something;
      busy = run_due(outside) || busy;
    } catch (const std::exception& error) {
      on_.log.error("relay_failed", {{"what", cause(error)}});
    }
    if (busy && after_commit_) after_commit_();
    std::unique_lock guard(lock_);
    if (!busy) wake_.wait_for(guard, look_again, [&] { return stopping_ || woken_ != seen; });
    seen = woken_;
    if (stopping_) return;
  }
}

Context Relay::context(Tx& tx, const Actor& actor) const {
  return {on_.world, on_.vault, tx, actor, within_, on_.world.clock.now(), "", {}, {}};
}

Relay::Reacted Relay::react() {
  News news;
  on_.database.read([&](Tx& tx) { news = News::of(tx); });
  std::vector<std::string> passing;  // who hears nothing in it
  std::vector<const Consumer*> hearing;
  for (const Consumer& each : consumers_) {
    if (news.heard(each.name) >= news.newest) continue;
    news.concerns(each.name, each.types) ? hearing.push_back(&each) : passing.push_back(each.name);
  }
  if (!passing.empty()) {
    on_.database.write([&](Tx& tx) {
      for (const std::string& each : passing) set_cursor(tx, each, news.newest);
    });
  }
  Reacted all = passing.empty() ? Reacted::nothing : Reacted::something;
  for (const Consumer* each : hearing) {
    try {
      react(*each);
      if (all == Reacted::nothing) all = Reacted::something;
    } catch (const std::exception& error) {
      on_.log.error("consumer_failed", {{"consumer", each->name}, {"what", cause(error)}});
      all = Reacted::in_trouble;
    }
  }
  return all;
}

void Relay::react(const Consumer& consumer) {
  on_.database.write([&](Tx& tx) { react_in(tx, consumer); });
  failures_.erase(consumer.name);
}

// An event that cannot be handled would hold up all that come after it. So after a few tries, each of which
// took everything back, it is passed over, loudly: the operator finds it in the log with its sequence.
void Relay::react_in(Tx& tx, const Consumer& consumer) {
  const std::int64_t newest = last_event_sequence(tx);
  const auto events = events_after(tx, cursor_of(tx, consumer.name), batch, consumer.types);
  for (const StoredEvent& event : events) {
    int& failures = failures_[consumer.name][event.sequence];
    if (failures >= tries_of_a_reaction) continue;
    try {
      react_to(tx, consumer, event);
    } catch (const std::exception& error) {
      ++failures;
      on_.log.error(failures < tries_of_a_reaction ? "reaction_failed" : "reaction_given_up",
                    {{"consumer", consumer.name},
                     {"sequence", event.sequence},
                     {"type", event.type},
                     {"what", cause(error)}});
      throw;
    }
  }
  set_cursor(tx, consumer.name, events.size() < batch ? newest : events.back().sequence);
}

void Relay::react_to(Tx& tx, const Consumer& consumer, const StoredEvent& event) const {
  const Actor actor = Actor::system(consumer.name);
  for (const Reaction& reaction : consumer.reactions) {
    if (std::ranges::find(reaction.types, event.type) == reaction.types.end()) continue;
    Context here = context(tx, actor);
    reaction.react(here, event);
  }
}

std::vector<Relay::Due> Relay::due_jobs(bool outside) {
  // Only kinds of the sort asked for: a crowd of letters that wait must not hide a clock that rings.
  SqlParams params{sql_value(on_.world.clock.now())};
  std::string among;
  for (const auto& [name, kind] : kinds_) {
    if (static_cast<bool>(kind.prepare) != outside) continue;
    params.push_back(sql_value(name));
    among += (among.empty() ? "$" : ", $") + std::to_string(params.size());
  }
  std::vector<Due> due;
  if (among.empty()) return due;
  on_.database.read([&](Tx& tx) {
    // The kind is compared, not looked up: by its index all that wait would be read, whenever they are due.
    for (const Row& row :
         tx.query_with("select id, kind, key, due_at, attempts, payload from job "
                       "where due_at <= $1 and state in ('waiting', 'taken') and kind || '' in (" +
                           among + ") order by due_at, id limit 200",
                       params)) {
      Job job{row.text(0), row.text(1), row.text(2), row.instant(3), row.integer(4), parse_json(row.text(5))};
      const JobKind& kind = kinds_.at(job.kind);
      due.push_back({std::move(job), &kind});
    }
  });
  return due;
}

bool Relay::run_due(bool outside) {
  const auto due = due_jobs(outside);
  for (const Due& each : due) {
    try {
      outside ? run_outside(each) : run_inside(each);
      metrics_.count_job(each.job.kind, true);
    } catch (const std::exception& error) {
      metrics_.count_job(each.job.kind, false);
      put_back(each, cause(error));
    }
  }
  return !due.empty();
}

// False when the job was moved, cancelled or taken since it was read.
bool Relay::take(Tx& tx, const Due& due, Instant hold_until) {
  return tx.execute(R"(
    update job set state = 'taken', due_at = $1, attempts = attempts + 1
    where id = $2 and due_at = $3 and attempts = $4
  )",
                    hold_until, due.job.id, due.job.due_at, due.job.attempts) == 1;
}

void Relay::run_inside(const Due& due) {
  on_.database.write([&](Tx& tx) {
    if (!take(tx, due, due.job.due_at)) return;
    const Actor actor = Actor::system("job " + due.job.kind);
    Context here = context(tx, actor);
    due.kind->run(here, due.job);
    // Still taken: the job did not schedule itself again.
    tx.execute("delete from job where kind = $1 and key = $2 and state = 'taken'", due.job.kind, due.job.key);
  });
}

void Relay::run_outside(const Due& due) {
  const Actor actor = Actor::system("job " + due.job.kind);
  OutsideAct act;
  on_.database.write([&](Tx& tx) {
    act = nullptr;
    if (!take(tx, due, on_.world.clock.now() + longest_act)) return;
    Context here = context(tx, actor);
    act = due.kind->prepare(here, due.job);
  });
  if (!act) {
    on_.database.write([&](Tx& tx) {
      tx.execute("delete from job where id = $1 and state = 'taken' and attempts = $2", due.job.id,
                 due.job.attempts + 1);
    });
    return;
  }
  const Json result = act();
  on_.database.write([&](Tx& tx) {
    Context here = context(tx, actor);
    due.kind->settle(here, due.job, result);
    tx.execute("delete from job where kind = $1 and key = $2 and state = 'taken'", due.job.kind, due.job.key);
  });
}

void Relay::put_back(const Due& due, std::string_view why) {
  on_.log.error("job_failed", {{"kind", due.job.kind}, {"job", due.job.id}, {"what", why}});
  on_.database.write([&](Tx& tx) {
    tx.execute(R"(
      update job set state = 'waiting', due_at = $1, attempts = $2 where id = $3
    )",
               on_.world.clock.now() + pause_after(due.job.attempts), due.job.attempts + 1, due.job.id);
  });
}

}  // namespace kith
