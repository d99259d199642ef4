#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "kernel/application.h"
#include "modules/conversations/conversations.h"
#include "modules/organisations/organisations.h"
#include "modules/people/people.h"
#include "testing/databases.h"

// Two programmes with a few people, behind the whole kernel: requests go through Application::handle, as they
// do from the network. A cookie's token is the person's id, which stands for a session that is signed in.
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
};

struct Answer {
  int status = 0;
  Json body;
  std::string text;

  std::string code() const { return body.text("code"); }
  const Json& at(std::size_t item) const { return body.find("items")->array_items().at(item); }
  std::size_t count() const { return body.find("items")->array_items().size(); }
};

inline std::int64_t whole(const Json& json, std::string_view name) { return json.find(name)->integer(); }
inline bool yes(const Json& json, std::string_view name) { return json.find(name)->boolean(); }

class TalkWorld {
 public:
  explicit TalkWorld(const std::string& kind) : place(kind), database(place.open()) {}
  virtual ~TalkWorld() = default;

  // Adds the modules under test behind conversations; call first.
  // Called once more, the server has ended and another begins on the same database.
  void build(std::vector<std::unique_ptr<Module>> more = {}) {
    application.reset();
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    modules.push_back(make_people_module(people));
    modules.push_back(make_conversations_module(conversations));
    std::ranges::move(more, std::back_inserter(modules));
    migrate_all(*database, modules);
    Surroundings on{world, *database, vault, log, authenticator, people};
    application = std::make_unique<Application>(on, std::move(modules), ApplicationOptions{});
    if (first.empty()) populate();
  }

  std::future<Answer> start(const std::string& method, const std::string& target, const PersonId& who,
                            const Json& body = {}) {
    http::Request request;
    request.method = method;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size()) request.query = pairs(target.substr(request.path.size() + 1));
    if (!who.empty()) {
      request.headers = {{"cookie", std::string(session_cookie) + "=" + who.str()}, {"x-kith-csrf", "token"}};
    }
    if (!body.is_null()) request.body = to_text(body);
    request.peer = "192.0.2.1";
    auto promise = std::make_shared<std::promise<Answer>>();
    application->handle(std::move(request), [promise](http::Response response) {
      promise->set_value({response.status, parse_json(response.body), response.body});
    });
    return promise->get_future();
  }
  Answer call(const std::string& method, const std::string& target, const PersonId& who,
              const Json& body = {}) {
    return start(method, target, who, body).get();
  }
  Answer get(const std::string& target, const PersonId& who) { return call("GET", target, who); }
  Answer post(const std::string& target, const PersonId& who, const Json& body = Json::object()) {
    return call("POST", target, who, body);
  }

  static std::string client_id(int n) {
    const std::string digits = std::to_string(n);
    return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  }
  std::future<Answer> start_send(const PersonId& who, int n, const std::string& text) {
    return start("POST", talk() + "/messages", who,
                 Json::object({{"client_id", client_id(n)}, {"text", text}}));
  }
  Answer send(const PersonId& who, int n, const std::string& text) { return start_send(who, n, text).get(); }

  std::string talk() const { return "/api/conversations/" + conversation.str(); }

  void as_matching(std::string_view type, Json data) {
    application->as_system("matching",
                           [&](Context& context) { context.emit_json(type, first, "match", data); });
  }
  void end_match(std::string_view reason) {
    as_matching("matching.match_ended", match_data().set("reason", reason));
  }

  std::vector<StoredEvent> events(std::string_view type) {
    std::vector<StoredEvent> out;
    database->read([&](Tx& tx) {
      for (StoredEvent& each : events_after(tx, 0, 100'000)) {
        if (each.type == type) out.push_back(std::move(each));
      }
    });
    return out;
  }

  PersonId add(const ProgrammeId& programme, Role role, const std::string& name) {
    PersonId id;
    application->as_system("test", [&](Context& context) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Surname" + name, name + "@example.org", "", "", ""};
      person.state = GrantState::active;
      id = is_staff(role) ? people.add_staff(context, person.identity, role, programme)
                          : people.add(context, programmes.get(context.tx, programme), person);
    });
    return id;
  }
  void set_state(const PersonId& person, Role role, GrantState state) {
    application->as_system("test",
                           [&](Context& context) { people.set_state(context, person, first, role, state); });
  }

  Json match_data() const {
    return Json::object({{"match", "match"},
                         {"participant", anna.str()},
                         {"supporter", maria.str()},
                         {"conversation", conversation.str()}});
  }

  TestDatabase place;
  std::unique_ptr<Database> database;
  StepClock clock{Instant{1'795'332'000'000'000}};
  SystemRandom random;
  TimeOrderedIds ids{clock, random};
  NoMail mail;
  World world{clock, random, ids, mail};
  Vault vault = Vault::from_key(std::string(32, 'k'), random);
  std::mutex log_lock;
  std::string logged;
  Log log{clock, [this](const std::string& line) {
            const std::lock_guard guard(log_lock);
            logged += line;
          }};
  TokenIsPerson authenticator;
  Programmes programmes{std::filesystem::path("/nowhere")};
  People people{programmes};
  Conversations conversations{people};
  std::unique_ptr<Application> application;

  ProgrammeId first, second;
  PersonId anna, maria;        // participant and supporter of the first programme, matched
  PersonId ben;                // a participant of the first programme
  PersonId cleo;               // a participant of the second programme
  PersonId coordinator, lead;  // of the first programme; `lead` is its safeguarding lead
  ConversationId conversation{"11111111-1111-7111-8111-111111111111"};

 private:
  static std::vector<std::pair<std::string, std::string>> pairs(const std::string& query) {
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t at = 0; at < query.size();) {
      const std::size_t end = std::min(query.find('&', at), query.size());
      const std::string pair = query.substr(at, end - at);
      out.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
      at = end + 1;
    }
    return out;
  }

  static package::Package package_called(const std::string& id) {
    package::Package made;
    made.id = id;
    made.name = {{"en", "Programme " + id}, {"fr", "Programme " + id}};
    made.languages = {"en", "fr"};
    made.default_language = "en";
    made.country = "CA";
    made.time_zone = "America/Vancouver";
    package::RoleWords words;
    words.key = "supporter";
    words.one_inside = {{"en", "peer supporter"}, {"fr", "pair aidant"}};
    made.roles.push_back(words);
    return made;
  }

  void populate() {
    application->as_system("test", [&](Context& context) {
      first = programmes.add(context, package_called("one"), "House");
      second = programmes.add(context, package_called("two"), "House");
    });
    anna = add(first, Role::participant, "Anna");
    maria = add(first, Role::supporter, "Maria");
    ben = add(first, Role::participant, "Ben");
    cleo = add(second, Role::participant, "Cleo");
    coordinator = add(first, Role::coordinator, "Cora");
    lead = add(first, Role::safeguarding_lead, "Sam");
    as_matching("matching.match_made", match_data());
  }
};

}  // namespace kith
