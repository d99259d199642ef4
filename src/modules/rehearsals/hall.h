#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "modules/rehearsals/ask.h"

// Where rehearsals run, one after another, on a thread that gives way to all that serves people. The
// thread starts with the first of them. For this folder only.
namespace kith {

class RehearsalHall {
 public:
  RehearsalHall(Programmes& programmes, std::shared_ptr<RehearsalRoom> room, const Log& log);
  ~RehearsalHall();
  RehearsalHall(const RehearsalHall&) = delete;
  RehearsalHall& operator=(const RehearsalHall&) = delete;

  void work_through(Rehearsals::AsSystem as_system) { as_system_ = std::move(as_system); }

  // Names this run of the server. Drawn when it is first needed; "" before.
  std::string life(Context& context);
  std::string life_so_far();

  void take(const RehearsalId& id);
  void give_up(const RehearsalId& id);
  void stop();

  struct Progress {
    bool running = false;
    int ahead = 0;
    int thousandths = 0;
    Instant began;
  };
  Progress progress_of(const RehearsalId& id);

 private:
  struct Task {
    RehearsalAsk ask;
    std::shared_ptr<const package::Package> package;
  };

  void loop();
  void perform(const RehearsalId& id);
  std::optional<Task> begin(const RehearsalId& id);
  // Nothing when it was given up or the server stops.
  std::optional<std::string> outcome_of(const Task& task);
  std::optional<Rehearsed> one(const Task& task, const RehearsalDesignKept& design, int seed, int runs_done);
  void end(const RehearsalId& id, RehearsalState state, const std::string& result);
  bool goes_on(const RehearsalAsk& ask, int runs_done, int days_done);

  Programmes& programmes_;
  std::shared_ptr<RehearsalRoom> room_;
  const Log& log_;
  Rehearsals::AsSystem as_system_;

  std::mutex lock_;  // of what follows
  std::condition_variable wake_;
  std::deque<RehearsalId> waiting_;
  RehearsalId current_;  // empty while nothing runs
  Instant began_;
  int thousandths_ = 0;
  bool given_up_ = false;
  bool stopping_ = false;
  std::string life_;
  std::thread thread_;
};

}  // namespace kith
