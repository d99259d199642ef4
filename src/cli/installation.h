#pragma once

#include <memory>

#include "base/world.h"
#include "cli/settings.h"
#include "kernel/application.h"
#include "modules/accounts/accounts.h"
#include "modules/conversations/conversations.h"
#include "modules/interop/interop.h"
#include "modules/journeys/journeys.h"
#include "modules/notifications/notifications.h"
#include "modules/people/people.h"
#include "modules/programmes/programmes.h"
#include "modules/safeguarding/safeguarding.h"

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
  Application& application() { return *application_; }
  Database& database() { return *database_; }
  Accounts& accounts() { return *accounts_; }
  Programmes& programmes() { return *programmes_; }
  People& people() { return *people_; }
  Rosters& rosters() { return *rosters_; }
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
  std::unique_ptr<Programmes> programmes_;
  std::unique_ptr<People> people_;
  std::unique_ptr<Notifications> notifications_;
  std::unique_ptr<Accounts> accounts_;
  std::unique_ptr<Journeys> journeys_;
  std::unique_ptr<Rosters> rosters_;
  std::unique_ptr<Conversations> conversations_;
  std::unique_ptr<Safeguarding> safeguarding_;
  std::unique_ptr<Application> application_;
};

}  // namespace kith
