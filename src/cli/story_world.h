#pragma once

#include <map>
#include <memory>
#include <string>

#include "kernel/application.h"
#include "modules/accounts/accounts.h"
#include "modules/conversations/conversations.h"
#include "modules/journeys/journeys.h"
#include "modules/notifications/notifications.h"
#include "modules/people/people.h"
#include "modules/safeguarding/safeguarding.h"

// A whole Kith in virtual time for one story.
namespace kith {

struct StoryAnswer {
  int status = 0;
  Json body;
};

class StoryWorld {
 public:
  StoryWorld(const package::Package& package, Database& database, Instant begins);
  ~StoryWorld();

  // Adds somebody with answers to every question, so that all of the story's people may be matched.
  void add(const std::string& name, Role role);
  bool knows(const std::string& name) const { return people_by_name_.contains(name); }
  const PersonId& person(const std::string& name) const { return people_by_name_.at(name); }
  std::string name_of(const PersonId& person) const;

  // Jumps from due job to due job.
  void go_to(Instant at);
  StoryAnswer call(const std::string& method, const std::string& path, const std::string& who,
                   const Json& body = Json::object());
  void as_system(const std::function<void(Context&)>& operation);

  const ProgrammeId& programme() const { return programme_; }
  People& people() { return people_; }
  Journeys& journeys() { return journeys_; }
  Database& database() { return database_; }
  Instant now() const { return clock_.now(); }
  // The answers' links of the last question that went to the person; "" when there was none.
  std::string question_for(const PersonId& person);

 private:
  class Nobody : public Outbound {
   public:
    OutboundResult send(const OutboundMessage&) override { return {true, false, ""}; }
  };
  // Everybody in a story has a cookie that is their id.
  class Trusting : public Authenticator {
   public:
    void authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) override;
  };
  std::map<std::string, Json> answers_of(Role role) const;
  std::optional<Instant> next_due();

  const package::Package& package_;
  Database& database_;
  StepClock clock_;
  SeededRandom random_{1};
  TimeOrderedIds ids_{clock_, random_};
  Nobody outbound_;
  World world_{clock_, random_, ids_, outbound_};
  Vault vault_ = Vault::from_key(std::string(32, 's'), random_);
  Log log_{clock_, [](const std::string&) {}};
  Trusting trusting_;
  Programmes programmes_{std::filesystem::path()};
  People people_{programmes_};
  Notifications notifications_{people_, {true, "https://story.example.org"}};
  Accounts accounts_{people_, notifications_, {"https://story.example.org", {}, false}};
  Journeys journeys_{people_, notifications_, {"https://story.example.org"}};
  Conversations conversations_{people_};
  Safeguarding safeguarding_{people_, conversations_};
  std::unique_ptr<Application> application_;
  ProgrammeId programme_;
  std::map<std::string, PersonId> people_by_name_;
};

}  // namespace kith
