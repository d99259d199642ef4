#pragma once

#include <gtest/gtest.h>

#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kernel/application.h"
#include "modules/accounts/accounts.h"
#include "modules/notifications/notifications.h"
#include "modules/organisations/organisations.h"
#include "modules/people/people.h"
#include "testing/databases.h"

// A programme from its shipped package with a few people, real accounts and notifications, and a mail server
// that the test plays. A cookie's token is the person's id;
// "ID@2" is a second session of the same person.
namespace kith {

struct Crash {};  // no std::exception: nothing catches it, as when the process dies

class PlayedMail : public Outbound {
 public:
  OutboundResult send(const OutboundMessage& message) override {
    sent.push_back(message);
    if (crashes) throw Crash{};
    return answer;
  }
  std::vector<OutboundMessage> sent;
  OutboundResult answer{true, false, ""};
  bool crashes = false;
};

// Push services that the test plays. What they get is sealed, so what it says is seen in push_test.cpp.
class PlayedPush : public PushService {
 public:
  PushResult send(const PushMessage& message) override {
    sent.push_back(message);
    const auto own = answers.find(message.endpoint);
    return own == answers.end() ? answer : own->second;
  }
  std::vector<PushMessage> sent;
  PushResult answer{true, false, false, {}, ""};
  std::map<std::string, PushResult> answers;  // by endpoint
};

class TokenIsPerson : public Authenticator {
 public:
  void authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) override {
    actor.kind = Actor::Kind::person;
    actor.person = PersonId(std::string(token.substr(0, token.find('@'))));
    actor.session = SessionId("session of " + std::string(token));
    actor.csrf = "token";
    actor.second_factor = SecondFactor::done;
  }
};

struct Answer {
  int status = 0;
  Json body;
};

class LetterWorld : public ::testing::Test {
 public:
  explicit LetterWorld(bool keeps_letters = false) : keeps_letters_(keeps_letters) {}

  void SetUp() override {
    restart();
    application->as_system("test", [&](Context& context) {
      static const auto loaded = package::load_package(programmes.shipped() / "reachout");
      EXPECT_TRUE(loaded.good()) << package::format_problems(loaded.problems);
      first = programmes.add(context, loaded.package, "House");
      administrator =
          people.add_staff(context, {"", "Ada", "", "ada@example.org", "", "", ""}, Role::administrator, {});
    });
    anna = add(Role::participant, "Anna", "anna@example.org", "en");
    maria = add(Role::supporter, "Maria", "maria@example.org", "fr");
    coordinator = add(Role::coordinator, "Cora", "cora@example.org", "en");
    settle();
  }
  void TearDown() override { EXPECT_EQ(application->check(), std::vector<std::string>{}); }

  void restart() {
    application.reset();
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    modules.push_back(make_people_module(people));
    modules.push_back(make_accounts_module(accounts));
    modules.push_back(make_notifications_module(notifications, accounts));
    migrate_all(*database, modules);
    Surroundings on{world, *database, vault, log, authenticator, people};
    application = std::make_unique<Application>(on, std::move(modules), ApplicationOptions{});
  }

  void settle() { application->settle(); }
  void pass(Duration time) {
    clock.advance(time);
    settle();
  }

  PersonId add(Role role, const std::string& name, const std::string& email, const std::string& language,
               const std::string& phone = "") {
    PersonId id;
    application->as_system("test", [&](Context& context) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Surname", email, phone, "", ""};
      person.language = language;
      person.state = GrantState::active;
      id = is_staff(role) ? people.add_staff(context, person.identity, role, first)
                          : people.add(context, programmes.get(context.tx, first), person);
    });
    return id;
  }

  void post(const PersonId& to, const std::string& kind, const std::string& dedupe) {
    application->as_system("test", [&](Context& context) {
      Letter letter;
      letter.to = to;
      letter.programme = first;
      letter.subject = "Subject of " + kind;
      letter.text = "Text of " + kind;
      letter.kind = kind;
      letter.dedupe = dedupe;
      notifications.post(context, letter);
    });
  }

  // What another module says; `actor` is who did it, empty for the system.
  void say(std::string_view type, const Json& data, const PersonId& actor = {}) {
    application->as_system("test", [&](Context& context) {
      StoredEvent event;
      event.id = context.world.ids.next();
      event.at = context.now;
      event.type = type;
      event.actor = actor.empty() ? "system:test" : actor.str();
      event.programme = first.str();
      event.subject = data.members().front().second.string();
      event.data = data;
      append_event(context.tx, event);
    });
    settle();
  }

  Json pair(const std::string& subject) const {
    return Json::object({{subject, "x1"}, {"participant", anna.str()}, {"supporter", maria.str()}});
  }
  void open_talk() {
    Json people_in = Json::array();
    people_in.push(anna.str());
    people_in.push(maria.str());
    say("conversations.conversation_opened", Json::object({{"conversation", "t1"}, {"people", people_in}}));
  }
  void write(const PersonId& sender) {
    say("conversations.message_sent",
        Json::object({{"conversation", "t1"}, {"sender", sender.str()}, {"sequence", 1}, {"message", "x"}}),
        sender);
  }

  // Who got mail since this was last asked.
  std::vector<std::string> receivers() {
    std::vector<std::string> out;
    for (const OutboundMessage& each : mail.sent) out.push_back(each.to.substr(0, each.to.find('@')));
    mail.sent.clear();
    return out;
  }

  Answer outbox(const PersonId& who, const std::string& limit = "") {
    http::Request request;
    request.method = "GET";
    request.path = "/api/outbox";
    if (!limit.empty()) request.query.emplace_back("limit", limit);
    if (!after.empty()) request.query.emplace_back("after", after);
    return send(std::move(request), who);
  }
  Answer call(const std::string& method, const std::string& path, const PersonId& who,
              const Json& body = Json::object()) {
    http::Request request;
    request.method = method;
    request.path = path;
    if (method != "GET") request.body = to_text(body);
    return send(std::move(request), who);
  }
  Answer send(http::Request request, const PersonId& who) {
    if (!who.empty()) {
      request.headers = {{"cookie", std::string(session_cookie) + "=" + who.str()}, {"x-kith-csrf", "token"}};
    }
    request.peer = "192.0.2.1";
    auto promise = std::make_shared<std::promise<Answer>>();
    application->handle(std::move(request), [promise](http::Response response) {
      promise->set_value({response.status, parse_json(response.body)});
    });
    return promise->get_future().get();
  }

  std::vector<std::string> states() {
    std::vector<std::string> out;
    database->read([&](Tx& tx) {
      for (const Row& row : tx.query("select state from delivery order by id")) out.push_back(row.text(0));
    });
    return out;
  }
  std::vector<StoredEvent> events(std::string_view type) {
    std::vector<StoredEvent> out;
    database->read([&](Tx& tx) {
      for (StoredEvent& each : events_after(tx, 0, 1000)) {
        if (each.type == type) out.push_back(std::move(each));
      }
    });
    return out;
  }

  std::unique_ptr<Database> database = fresh_database("memory");
  StepClock clock{from_rfc3339("2026-11-23T17:00:00Z").value()};
  SystemRandom random;
  TimeOrderedIds ids{clock, random};
  PlayedMail mail;
  World world{clock, random, ids, mail};
  Vault vault = Vault::from_key(std::string(32, 'k'), random);
  std::string logged;
  Log log{clock, [this](const std::string& line) { logged += line; }};
  TokenIsPerson authenticator;
  Programmes programmes{std::filesystem::path(KITH_SOURCE_DIR) / "programmes"};
  People people{programmes};
  bool keeps_letters_;
  std::shared_ptr<PlayedPush> push = std::make_shared<PlayedPush>();
  Notifications notifications{people,
                              {keeps_letters_, "https://kith.example.org", false, well_known_push_services(),
                               "mailto:kith@example.org", push}};
  Accounts accounts{people, notifications, {"https://kith.example.org", ""}};
  std::unique_ptr<Application> application;
  std::string after;

  ProgrammeId first;
  PersonId anna, maria, coordinator, administrator;
};

}  // namespace kith
