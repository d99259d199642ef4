#pragma once

#include <memory>

#include "base/world.h"
#include "cli/settings.h"
#include "house/house.h"

namespace kith {

// Whether opening may make a new data folder, key and database.
enum class Opening { existing, create };

// One Kith on one data folder, put together: world, database, vault, modules.
class Installation {
 public:
  // Throws Refusal or StoreError with the cure when the folder, the key or the database will not do. The
  // tables are brought up to date.
  Installation(const Settings& settings, Opening opening);
  ~Installation();

  const Settings& settings() const { return settings_; }
  Application& application() { return house_->application(); }
  Database& database() { return *database_; }
  Accounts& accounts() { return house_->accounts(); }
  Programmes& programmes() { return house_->programmes(); }
  People& people() { return house_->people(); }
  Rosters& rosters() { return house_->rosters(); }
  Rehearsals& rehearsals() { return house_->rehearsals(); }
  World& world() { return world_; }
  const Log& log() const { return log_; }

 private:
  Settings settings_;
  SystemClock clock_;
  SystemRandom random_;
  TimeOrderedIds ids_;
  std::unique_ptr<Outbound> outbound_;
  World world_;
  Log log_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<Vault> vault_;
  std::unique_ptr<House> house_;
};

}  // namespace kith
