#include "modules/interop/test/house.h"

#include <sodium.h>

#include <fstream>
#include <future>
#include <iterator>
#include <stdexcept>

#include "base/text.h"
#include "modules/organisations/organisations.h"
#include "store/events.h"
#include "testing/databases.h"

namespace kith {

struct House::NoOutbound : Outbound {
  OutboundResult send(const OutboundMessage&) override { return {}; }
};

struct House::Sessions : Authenticator {
  void authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) override {
    actor.kind = Actor::Kind::person;
    actor.person = PersonId(std::string(token));
    actor.csrf = "csrf";
    actor.second_factor = SecondFactor::done;
  }
};

House::House()
    : clock(from_rfc3339("2026-03-02T09:00:00Z").value()),
      outbound_(std::make_unique<NoOutbound>()),
      world_{clock, random_, ids_, *outbound_},
      vault_(Vault::from_key(std::string(32, 'k'), random_)),
      database_(fresh_database("memory")),
      log_(clock, [](const std::string&) {}),
      sessions_(std::make_unique<Sessions>()) {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_organisations_module());
  modules.push_back(make_programmes_module(programmes_));
  modules.push_back(make_people_module(people_));
  modules.push_back(make_interop_module(rosters_));
  migrate_all(*database_, modules);
  application_ =
      std::make_unique<Application>(Surroundings{world_, *database_, vault_, log_, *sessions_, people_},
                                    std::move(modules), ApplicationOptions{});
}

House::~House() = default;

ProgrammeId House::add_programme(const std::string& folder) {
  const auto loaded = package::load_package(std::string(KITH_SOURCE_DIR) + "/programmes/" + folder);
  if (!loaded.good()) throw std::runtime_error(package::format_problems(loaded.problems));
  ProgrammeId id;
  as_system([&](Context& c) { id = programmes_.add(c, loaded.package, "Kindred"); });
  return id;
}

PersonId House::add_staff(const ProgrammeId& programme, Role role, const std::string& email) {
  PersonId id;
  as_system([&](Context& c) {
    Identity identity;
    identity.first_name = "Cora";
    identity.email = email;
    id = people_.add_staff(c, identity, role, programme);
  });
  return id;
}

http::Response House::call(const PersonId& who, const std::string& method, const std::string& path,
                           const Json& body) {
  http::Request request;
  request.method = method;
  request.path = path.substr(0, path.find('?'));
  if (request.path.size() < path.size()) {
    const auto parts = split(path.substr(request.path.size() + 1), '=');
    request.query.emplace_back(parts.at(0), parts.at(1));
  }
  request.id = "r1";
  request.peer = "127.0.0.1";
  if (!who.empty()) request.headers.emplace_back("cookie", std::string(session_cookie) + "=" + who.str());
  if (method != "GET") {
    request.headers.emplace_back("x-kith-csrf", "csrf");
    request.body = to_text(body.is_null() ? Json::object() : body);
  }
  auto answer = std::make_shared<std::promise<http::Response>>();
  auto answered = answer->get_future();
  application_->handle(std::move(request), [answer](http::Response r) { answer->set_value(std::move(r)); });
  http::Response response = answered.get();
  database_->write([](Tx&) {});  // whatever follows an answer on the writer's thread is over now
  return response;
}

ImportOutcome House::import(const ProgrammeId& programme, package::Side side, const std::string& bytes,
                            AcceptDuplicates accepted, const ImportProgress& progress) {
  ImportOutcome outcome;
  as_system([&](Context& c) {
    outcome = rosters_.import(c, programmes_.get(c.tx, programme), {side, "roster.csv", bytes, {}}, accepted,
                              progress);
  });
  return outcome;
}

CommandOutput House::command(const std::string& programme, package::Side side, const std::string& bytes,
                             bool dry_run, AcceptDuplicates accepted) {
  CommandOutput output;
  as_system([&](Context& c) {
    output = run_import(c, rosters_, {programme, {side, "roster.csv", bytes, {}}, accepted, dry_run});
  });
  return output;
}

void House::as_system(const std::function<void(Context&)>& operation) {
  application_->as_system("test", operation);
}

std::int64_t House::count(const std::string& table) {
  std::int64_t out = 0;
  database_->read([&](Tx& tx) { out = tx.query("select count(*) from " + table)[0].integer(0); });
  return out;
}

std::vector<StoredEvent> House::events(const std::string& type) {
  std::vector<StoredEvent> out;
  database_->read([&](Tx& tx) { out = events_after(tx, 0, 10'000); });
  std::erase_if(out, [&](const StoredEvent& each) { return each.type != type; });
  return out;
}

std::vector<Candidate> House::pool(const ProgrammeId& programme, package::Side side) {
  std::vector<Candidate> out;
  as_system([&](Context& c) { out = people_.pool(c, programme, side, false); });
  return out;
}

Identity House::identity(const PersonId& person) {
  Identity out;
  as_system([&](Context& c) { out = people_.identity(c, reach_identities_as_system(c), person); });
  return out;
}

std::string shape(const std::string& name) {
  std::ifstream in(std::string(KITH_SOURCE_DIR) + "/src/modules/interop/csv/test/cases/" + name + ".csv",
                   std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string in_base64(const std::string& bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

std::string code_of(const http::Response& response) { return parse_json(response.body).text("code"); }

}  // namespace kith
