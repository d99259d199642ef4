#include "house/house.h"

#include "modules/matching/matching.h"
#include "modules/organisations/organisations.h"

namespace kith {

House::House(const Ground& on, HouseSettings settings)
    : programmes_(std::move(settings.programmes)),
      people_(programmes_),
      notifications_(people_, std::move(settings.notifications)),
      accounts_(people_, notifications_, std::move(settings.accounts)),
      journeys_(people_, notifications_, std::move(settings.journeys)),
      rosters_(people_),
      conversations_(people_),
      safeguarding_(people_, conversations_),
      groups_(people_),
      trials_(people_),
      rehearsals_(programmes_, std::move(settings.rehearsal_room), on.log) {
  auto all = modules();
  migrate_all(on.database, all);
  application_ =
      std::make_unique<Application>(Surroundings{on.world, on.database, on.vault, on.log, accounts_, people_},
                                    std::move(all), std::move(settings.application));
  rehearsals_.work_through([this](std::string reason, const std::function<void(Context&)>& operation) {
    application_->as_system(std::move(reason), operation);
  });
}

// The thread that rehearses works through the application, so it ends first.
House::~House() { rehearsals_.stop(); }

std::vector<std::unique_ptr<Module>> House::modules() {
  std::vector<std::unique_ptr<Module>> all;
  all.push_back(make_accounts_module(accounts_));
  all.push_back(make_organisations_module());
  all.push_back(make_programmes_module(programmes_));
  all.push_back(make_people_module(people_));
  all.push_back(make_matching_module(people_));
  all.push_back(make_journeys_module(journeys_));
  all.push_back(make_conversations_module(conversations_));
  all.push_back(make_safeguarding_module(safeguarding_));
  all.push_back(make_groups_module(groups_));
  all.push_back(make_trials_module(trials_));
  all.push_back(make_rehearsals_module(rehearsals_));
  all.push_back(make_notifications_module(notifications_, accounts_));
  all.push_back(make_interop_module(rosters_));
  return all;
}

}  // namespace kith
