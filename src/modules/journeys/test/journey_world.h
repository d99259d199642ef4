#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kernel/application.h"
#include "modules/journeys/journeys.h"
#include "modules/organisations/organisations.h"
#include "modules/people/people.h"
#include "testing/databases.h"

// A programme from its shipped package with a few people, behind the whole kernel, and a second programme
// beside it. What matching, conversations and safeguarding would say is written into the event log as they
// write it. A cookie's token is the person's id.
namespace kith {

class NoMail : public Outbound {
 public:
  OutboundResult send(const OutboundMessage&) override { return {true, false, ""}; }
};

class TokenIsPerson : public Authenticator {
 public:
  void authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) override {
    actor.kind = Actor::Kind::person;
    actor.person = PersonId(std::string(token));
    actor.csrf = "token";
    actor.second_factor = SecondFactor::done;
  }
  void touch(Tx&, const Actor&, Instant) override {}
};

class LetterBox : public Postbox {
 public:
  void post(Context&, const Letter& letter) override {
    for (const Letter& each : letters) {
      if (each.to == letter.to && each.kind == letter.kind && each.dedupe == letter.dedupe) return;
    }
    letters.push_back(letter);
  }
  std::vector<Letter> letters;
};

struct Answer {
  int status = 0;
  Json body;
  std::string code() const { return body.text("code"); }
};

class JourneyWorld : public ::testing::Test {
 public:
  explicit JourneyWorld(std::string package_name = "parent-to-parent", const std::string& kind = "memory")
      : database(fresh_database(kind)), package_(std::move(package_name)) {}

  void SetUp() override {
    restart();
    application->as_system("test", [&](Context& context) {
      first = programmes.add(context, shipped(package_), "House");
      second = programmes.add(context, shipped(package_ == "rapsid" ? "reachout" : "rapsid"), "House");
    });
    anna = add(first, Role::participant, "Anna");
    maria = add(first, Role::supporter, "Maria");
    ben = add(first, Role::participant, "Ben");
    cleo = add(second, Role::participant, "Cleo");
    coordinator = add(first, Role::coordinator, "Cora");
    settle();
  }

  void TearDown() override { EXPECT_EQ(application->check(), std::vector<std::string>{}); }

  // The process dies and another begins on the same database.
  void restart() {
    application.reset();
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    modules.push_back(make_people_module(people));
    modules.push_back(make_journeys_module(journeys));
    migrate_all(*database, modules);
    Surroundings on{world, *database, vault, log, authenticator, people};
    application = std::make_unique<Application>(on, std::move(modules), ApplicationOptions{});
  }

  void settle() { application->settle(); }
  void pass(Duration time) {
    clock.advance(time);
    settle();
  }

  // What another module says, heard at once unless told otherwise.
  void say(std::string_view type, Json data, const ProgrammeId& programme, bool heard = true) {
    application->as_system("test", [&](Context& context) {
      context.emit_json(type, programme, data.members().front().second.string(), data);
    });
    if (heard) settle();
  }
  void say(std::string_view type, Json data) { say(type, std::move(data), first); }

  Json request(const std::string& id, const PersonId& participant, const PersonId& supporter) const {
    return Json::object({{"request", id},
                         {"participant", participant.str()},
                         {"supporter", supporter.str()},
                         {"on_behalf", false}});
  }
  Json match(const std::string& id = "m1") const {
    return Json::object({{"match", id},
                         {"participant", anna.str()},
                         {"supporter", maria.str()},
                         {"conversation", "talk-" + id}});
  }
  Json message(int sequence) const {
    return Json::object({{"conversation", "talk-m1"},
                         {"sender", maria.str()},
                         {"sequence", sequence},
                         {"message", "x" + std::to_string(sequence)}});
  }

  PersonId add(const ProgrammeId& programme, Role role, const std::string& name,
               GrantState state = GrantState::active) {
    PersonId id;
    application->as_system("test", [&](Context& context) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Surname", name + "@example.org", "", "", ""};
      person.state = state;
      id = is_staff(role) ? people.add_staff(context, person.identity, role, programme)
                          : people.add(context, programmes.get(context.tx, programme), person);
    });
    return id;
  }
  void set_state(const PersonId& person, Role role, GrantState state) {
    application->as_system("test",
                           [&](Context& context) { people.set_state(context, person, first, role, state); });
    settle();
  }

  Answer send(const std::string& method, const std::string& target, const PersonId& who, const Json& body) {
    body_ = to_text(body);
    Answer answer = call(method, target, who);
    body_ = "{}";
    settle();
    return answer;
  }
  Answer call(const std::string& method, const std::string& target, const PersonId& who,
              const std::string& language = "en") {
    http::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    for (std::size_t at = request.path.size() + 1; at < target.size();) {
      const std::size_t end = std::min(target.find('&', at), target.size());
      const std::string pair = target.substr(at, end - at);
      request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
      at = end + 1;
    }
    request.headers = {{"accept-language", language}};
    if (!who.empty()) {
      request.headers.emplace_back("cookie", std::string(session_cookie) + "=" + who.str());
      request.headers.emplace_back("x-kith-csrf", "token");
    }
    if (method == "POST" || method == "PUT") request.body = body_;
    request.peer = "192.0.2.1";
    auto promise = std::make_shared<std::promise<Answer>>();
    application->handle(std::move(request), [promise](http::Response response) {
      promise->set_value({response.status, parse_json(response.body)});
    });
    return promise->get_future().get();
  }

  Json home(const PersonId& who, const std::string& language = "en") {
    return call("GET", "/api/me/home", who, language).body;
  }
  std::string next_href(const PersonId& who) { return home(who).find("next_step")->text("href"); }
  std::string next_sentence(const PersonId& who) { return home(who).find("next_step")->text("sentence"); }

  std::string board_path(const ProgrammeId& programme) const {
    return "/api/programmes/" + programme.str() + "/today";
  }
  std::vector<Json> board(const PersonId& who) {
    return call("GET", board_path(first), who).body.find("tasks")->array_items();
  }
  Answer tick(const PersonId& who, const std::string& task) {
    return call("POST", "/api/programmes/" + first.str() + "/tasks/" + task + "/done", who);
  }

  std::int64_t count(const std::string& sql) {
    std::int64_t out = 0;
    database->read([&](Tx& tx) { out = tx.query(sql)[0].integer(0); });
    return out;
  }
  std::string id_of_own_task(const PersonId& owner) {
    std::string out;
    database->read([&](Tx& tx) {
      out = tx.query("select id from task where owner_id = $1 and state = 'open'", owner)[0].text(0);
    });
    return out;
  }

  // A Monday, 17:00 UTC: 9:00 in Vancouver, 12:00 in Toronto.
  std::unique_ptr<Database> database;
  StepClock clock{from_rfc3339("2026-11-23T17:00:00Z").value()};
  SystemRandom random;
  TimeOrderedIds ids{clock, random};
  NoMail mail;
  World world{clock, random, ids, mail};
  Vault vault = Vault::from_key(std::string(32, 'k'), random);
  Log log{clock, [](const std::string& line) {
            if (line.find("failed") != std::string::npos) ADD_FAILURE() << line;
          }};
  TokenIsPerson authenticator;
  Programmes programmes{std::filesystem::path(KITH_SOURCE_DIR) / "programmes"};
  People people{programmes};
  LetterBox letters;
  Journeys journeys{people, letters, {"https://kith.example.org"}};
  std::unique_ptr<Application> application;

  ProgrammeId first, second;
  PersonId anna, maria, ben, cleo, coordinator;

 private:
  // Read once for all tests: reading takes longer than a test.
  const package::Package& shipped(const std::string& name) const {
    static std::map<std::string, package::LoadResult> loaded;
    if (!loaded.contains(name)) loaded[name] = package::load_package(programmes.shipped() / name);
    EXPECT_TRUE(loaded[name].good()) << package::format_problems(loaded[name].problems);
    return loaded[name].package;
  }

  std::string package_;
  std::string body_ = "{}";
};

}  // namespace kith
