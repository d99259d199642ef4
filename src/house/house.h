#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "kernel/application.h"
#include "modules/accounts/accounts.h"
#include "modules/conversations/conversations.h"
#include "modules/groups/groups.h"
#include "modules/interop/interop.h"
#include "modules/journeys/journeys.h"
#include "modules/notifications/notifications.h"
#include "modules/people/people.h"
#include "modules/programmes/programmes.h"
#include "modules/rehearsals/rehearsals.h"
#include "modules/safeguarding/safeguarding.h"
#include "modules/trials/trials.h"

namespace kith {

struct HouseSettings {
  std::filesystem::path programmes;  // the packages that come with Kith
  NotificationSettings notifications;
  AccountsSettings accounts;
  JourneySettings journeys;
  ApplicationOptions application;
  std::shared_ptr<RehearsalRoom> rehearsal_room = {};  // nothing where nobody may rehearse
};

// Every module, put together in one place: the same Kith whether it serves, rehearses or is tested. Only the
// world, the store and the settings differ, and they are given; all of `on` outlives the house.
class House {
 public:
  struct Ground {
    World& world;
    Database& database;
    Vault& vault;
    const Log& log;
  };

  // Brings the tables up to date; throws StoreError when the database will not do. Nothing moves until
  // application().start() or settle().
  House(const Ground& on, HouseSettings settings);
  ~House();

  Application& application() { return *application_; }
  Accounts& accounts() { return accounts_; }
  Programmes& programmes() { return programmes_; }
  People& people() { return people_; }
  Notifications& notifications() { return notifications_; }
  Journeys& journeys() { return journeys_; }
  Rosters& rosters() { return rosters_; }
  Conversations& conversations() { return conversations_; }
  Safeguarding& safeguarding() { return safeguarding_; }
  PeerGroups& groups() { return groups_; }
  Trials& trials() { return trials_; }
  Rehearsals& rehearsals() { return rehearsals_; }

 private:
  std::vector<std::unique_ptr<Module>> modules();

  Programmes programmes_;
  People people_;
  Notifications notifications_;
  Accounts accounts_;
  Journeys journeys_;
  Rosters rosters_;
  Conversations conversations_;
  Safeguarding safeguarding_;
  PeerGroups groups_;
  Trials trials_;
  Rehearsals rehearsals_;
  std::unique_ptr<Application> application_;
};

}  // namespace kith
