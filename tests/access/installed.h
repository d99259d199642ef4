#pragma once

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "house/house.h"
#include "testing/databases.h"

namespace kith::access {

inline constexpr std::string_view origin = "https://kith.test";

class RecordedOutbound : public Outbound {
 public:
  OutboundResult send(const OutboundMessage& message) override {
    const std::lock_guard guard(lock_);
    sent_.push_back(message);
    return {true, false, ""};
  }
  std::vector<OutboundMessage> sent() const {
    const std::lock_guard guard(lock_);
    return sent_;
  }

 private:
  mutable std::mutex lock_;
  std::vector<OutboundMessage> sent_;
};

class RecordedPush : public PushService {
 public:
  PushResult send(const PushMessage&) override { return {true, false, false, {}, ""}; }
};

// All of Kith on a fresh database of the kind, in a world that stands still.
class Installed {
 public:
  explicit Installed(const std::string& kind);

  void as_system(const std::function<void(Context&)>& operation) {
    application->as_system("test", operation);
  }
  // Runs an operation as that actor and takes back what it did.
  void as_actor(const Actor& actor, const std::function<void(Context&)>& operation);
  Surroundings surroundings() { return {world, *database, vault, log, accounts, people}; }
  std::vector<std::string> log_lines() const;

  TestDatabase place;
  std::unique_ptr<Database> database;
  StepClock clock{*from_rfc3339("2026-11-22T20:00:00Z")};
  SeededRandom random{20261122};
  TimeOrderedIds ids{clock, random};
  RecordedOutbound outbound;
  World world{clock, random, ids, outbound};
  Vault vault{Vault::from_key(std::string(32, 'k'), random)};

 private:
  mutable std::mutex log_lock_;
  std::vector<std::string> lines_;

 public:
  Log log{clock, [this](const std::string& line) {
            const std::lock_guard guard(log_lock_);
            lines_.push_back(line);
          }};
  House house;
  Application* const application = &house.application();
  const std::multimap<std::string, Within>& within = application->within();
  Programmes& programmes = house.programmes();
  People& people = house.people();
  Accounts& accounts = house.accounts();
  Rosters& rosters = house.rosters();
  Conversations& conversations = house.conversations();
  Safeguarding& safeguarding = house.safeguarding();
};

// Carries every write out and then takes it back, so that each request of a long run meets the same world.
class UndoneDatabase : public Database {
 public:
  explicit UndoneDatabase(Database& inner) : inner_(inner) {}
  void read(const Operation& operation) override { inner_.read(operation); }
  void write_async(Operation operation, Done done) override;
  void migrate(const std::vector<ModuleSchema>& schemas) override { inner_.migrate(schemas); }
  void backup_to(const std::filesystem::path& file) override { inner_.backup_to(file); }
  std::vector<std::string> check() override { return inner_.check(); }
  DatabaseStatus status() const override { return inner_.status(); }
  bool failed() const override { return inner_.failed(); }
  bool on_writer_thread() const override { return inner_.on_writer_thread(); }

 private:
  Database& inner_;
};

// One browser, or nobody's: what its requests carry.
struct Browser {
  std::string token;
  std::string csrf;
};

struct Ask {
  std::string method;
  std::string target;  // with the query, nothing in it needs decoding
  std::string body;    // "" for none
  std::string peer = "192.0.2.1";
};

using Door = std::function<void(http::Request, http::Respond)>;
http::Response ask(const Door& door, const Browser& browser, const Ask& what);
Door door_of(Application& application);

std::string header_of(const http::Response& response, std::string_view name);

// A dispatch of its own, with these endpoints and without limits of rate, in front of the installed modules;
// nothing that goes through it stays.
class UndoneDoor {
 public:
  UndoneDoor(Installed& installed, Endpoints endpoints);
  http::Response ask(const Browser& browser, const Ask& what) const {
    return access::ask(door_, browser, what);
  }

 private:
  UndoneDatabase database_;
  Metrics metrics_;
  Dispatch dispatch_;
  Door door_;
};

}  // namespace kith::access
