#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kernel/application.h"
#include "testing/asking.h"
#include "testing/databases.h"
#include "testing/faults.h"

namespace kith {

// A whole Kith around the modules that a test gives it, on a database of its own, in a world that stands
// still. Requests go in as they do from the network; writes can be made to fail.
class TestHouse {
 public:
  explicit TestHouse(const std::string& kind) : place(kind), database(place.open()) {}
  ~TestHouse() { application.reset(); }

  // Puts the house together; a second time it is as after a crash.
  void open(std::vector<std::unique_ptr<Module>> modules, PeopleDirectory& directory);

  Answer ask(const Knock& knock) { return kith::ask(*application, knock); }
  Answer get(const std::string& target, const PersonId& who) { return ask({"GET", target, who}); }
  Answer put(const std::string& target, const PersonId& who, const Json& body) {
    return ask({"PUT", target, who, to_text(body)});
  }
  // With an Idempotency-Key when one is given.
  Answer post(const std::string& target, const PersonId& who, const Json& body = Json::object(),
              const std::string& key = "");

  void as_system(const std::function<void(Context&)>& operation) {
    application->as_system("test", operation);
  }
  void pass(Duration time) {
    clock.advance(time);
    application->settle();
  }

  // What a query counts.
  std::int64_t count(const std::string& sql);
  std::vector<StoredEvent> events();
  std::string logged();
  // Every byte of a SQLite database, as a thief would read it.
  std::string bytes_on_disk();

  TestDatabase place;
  std::unique_ptr<Database> database;
  FaultyDatabase faulty{*database};
  StepClock clock{*from_rfc3339("2026-11-22T20:00:00Z")};
  SystemRandom random;
  TimeOrderedIds ids{clock, random};
  NoPost mail;
  World world{clock, random, ids, mail};
  Vault vault = Vault::from_key(std::string(32, 'k'), random);
  Log log{clock, [this](const std::string& line) {
            const std::lock_guard guard(log_lock_);
            lines_ += line + "\n";
          }};
  TokenIsPerson authenticator;
  std::unique_ptr<Application> application;

 private:
  std::mutex log_lock_;
  std::string lines_;
};

}  // namespace kith
