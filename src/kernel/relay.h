#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kernel/dispatch.h"
#include "kernel/module.h"

namespace kith {

// Carries what was committed onwards: reads the event log for every consumer, runs jobs that are due, and
// hands outside jobs (mail) to a thread of their own, so that a slow mail server holds up nobody.
class Relay {
 public:
  Relay(Surroundings surroundings, std::vector<Reaction> reactions, std::vector<JobKind> jobs,
        const std::multimap<std::string, Within>& within, Metrics& metrics);
  ~Relay();

  void start(std::function<void()> after_commit);
  void stop();
  void wake();

  // For tests, rehearsal and the command line: does all that is due now on the calling thread, until nothing
  // is left. Throws std::runtime_error after `most_rounds`, because every loop has an end.
  void settle(std::size_t most_rounds = 10'000);

  // One sort of the work that settle() does in turn, once over: hearing events, jobs inside the store, jobs
  // that go outside. False when there was nothing of it to do. For rehearsing other orders than settle()'s.
  enum class Work { react, inside, outside };
  bool work(Work work);

 private:
  struct Consumer {
    std::string name;
    std::vector<Reaction> reactions;
    std::vector<std::string> types;  // of all its reactions, each once
  };
  struct Due {
    Job job;
    const JobKind* kind;
  };

  enum class Reacted { nothing, something, in_trouble };
  Reacted react();  // one batch for every consumer
  void react(const Consumer& consumer);
  void react_in(Tx& tx, const Consumer& consumer);
  void react_to(Tx& tx, const Consumer& consumer, const StoredEvent& event) const;
  bool run_due(bool outside);  // one batch of jobs of that sort
  std::vector<Due> due_jobs(bool outside);
  void run_inside(const Due& due);
  void run_outside(const Due& due);
  bool take(Tx& tx, const Due& due, Instant hold_until);
  void put_back(const Due& due, std::string_view why);
  Context context(Tx& tx, const Actor& actor) const;
  void loop(bool outside);

  Surroundings on_;
  std::vector<Consumer> consumers_;
  std::map<std::string, JobKind> kinds_;
  const std::multimap<std::string, Within>& within_;
  Metrics& metrics_;
  std::function<void()> after_commit_;
  std::map<std::string, std::map<std::int64_t, int>> failures_;  // by consumer and sequence

  std::mutex lock_;
  std::condition_variable wake_;
  std::uint64_t woken_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kith
