#include "matching_world.h"

#include <algorithm>

#include "modules/matching/matching.h"
#include "modules/organisations/organisations.h"

namespace kith {
namespace {

package::Question question(const std::string& key, package::AnswerKind kind,
                           const std::vector<std::string>& choices = {}) {
  package::Question out;
  out.key = key;
  out.kind = kind;
  out.label = {{"en", "Your " + key}};
  for (const std::string& each : choices) out.choices.push_back({each, {{"en", each}}, {}});
  return out;
}

package::Criterion criterion(const std::string& key, package::CriterionKind kind, const std::string& field,
                             int weight) {
  package::Criterion out;
  out.key = key;
  out.kind = kind;
  out.participant_field = out.supporter_field = field;
  out.weight = weight;
  out.label = {{"en", "Like me: " + key}};
  out.sentence = {
      {"en", kind == package::CriterionKind::same ? "also uses a {value}" : "also likes {values}"}};
  out.differs = {{"en", "another " + key}};
  return out;
}

package::Text message(const std::string& key, const std::string& words) { return {key, {}, {{"en", words}}}; }

package::Package small_package(const std::string& id) {
  using package::AnswerKind;
  package::Package made;
  made.id = id;
  made.name = {{"en", "Programme " + id}};
  made.languages = {"en"};
  made.default_language = "en";
  made.country = "CA";
  made.time_zone = "America/Vancouver";
  made.limits = {2, 5};
  made.questions = {question("languages", AnswerKind::languages, {"en", "fr"}),
                    question("device", AnswerKind::choice, {"pump", "pen"}),
                    question("hobbies", AnswerKind::choices, {"running", "music", "chess"}),
                    question("town", AnswerKind::place),
                    question("clinic", AnswerKind::text),
                    question("max_people", AnswerKind::count),
                    question("note", AnswerKind::long_text)};
  made.questions[3].shown = package::Shown::never;
  made.questions[3].privacy_place = package::PrivacyPlace::town;
  made.questions[4].privacy_place = package::PrivacyPlace::clinic;
  made.questions[6].own_words = true;
  made.matching.capacity_field = "max_people";
  made.matching.criteria = {criterion("language", package::CriterionKind::shares_any, "languages", 10),
                            criterion("device", package::CriterionKind::same, "device", 9),
                            criterion("hobbies", package::CriterionKind::shares_any, "hobbies", 5)};
  made.matching.criteria[0].strictness = package::Strictness::must;
  made.matching.criteria[0].participant_may_switch = false;
  made.matching.requests = {3, 60, 120, 600};
  made.texts = {message("request_sent", "{supporter} was asked and has {hours} hours."),
                message("request_reminded", "{supporter} was reminded."),
                message("request_declined", "{supporter} cannot now."),
                message("request_not_now", "{supporter} is busy now."),
                message("request_released", "{supporter} was not there."),
                message("request_accepted", "{supporter} said yes."),
                message("request_received", "{participant} would like to talk."),
                message("request_reminder", "{participant} still waits."),
                message("nobody_free", "Nobody is free today.")};
  return made;
}

}  // namespace

MatchingWorld::MatchingWorld(const std::string& kind) : TestHouse(kind) {
  restart();
  application->as_system("test", [&](Context& context) {
    programme = programmes.add(context, small_package("one"), "House");
    other_programme = programmes.add(context, small_package("two"), "House");
  });
  coordinator = add(programme, Role::coordinator, "Cora");
  other_coordinator = add(other_programme, Role::coordinator, "Otto");
}

void MatchingWorld::restart() {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_organisations_module());
  modules.push_back(make_programmes_module(programmes));
  modules.push_back(make_people_module(people));
  modules.push_back(make_matching_module(people));
  modules.push_back(make_conversations_module(conversations));
  open(std::move(modules), people);
}

PersonId MatchingWorld::add(const ProgrammeId& where, Role role, const std::string& name,
                            const Somebody& who) {
  PersonId id;
  application->as_system("test", [&](Context& context) {
    NewPerson person;
    person.role = role;
    person.identity = {"", name, "Surname" + name, name + "@example.org", "", "", ""};
    person.state = GrantState::active;
    person.answers["languages"] = encode(who.languages);
    person.answers["max_people"] = Json(who.capacity);
    person.answers["note"] = Json("I am " + name);
    if (!who.device.empty()) person.answers["device"] = Json(who.device);
    if (!who.hobbies.empty()) person.answers["hobbies"] = encode(who.hobbies);
    if (!who.clinic.empty()) person.answers["clinic"] = Json(who.clinic);
    if (!who.town.empty()) person.answers["town"] = Json::object({{"name", who.town}});
    id = is_staff(role) ? people.add_staff(context, person.identity, role, where)
                        : people.add(context, programmes.get(context.tx, where), person);
  });
  return id;
}

void MatchingWorld::set_state(const PersonId& person, Role role, GrantState state) {
  application->as_system(
      "test", [&](Context& context) { people.set_state(context, person, programme, role, state); });
}

Json MatchingWorld::asks(const std::vector<PersonId>& supporters, const std::string& hello) const {
  Json list = Json::array();
  for (const PersonId& each : supporters) {
    list.push(Json::object({{"supporter_id", each.str()}, {"hello", hello}}));
  }
  return Json::object({{"programme", programme.str()}, {"asks", list}});
}

Answer MatchingWorld::ask_for(const PersonId& participant, const std::vector<PersonId>& supporters,
                              const std::string& key) {
  return post("/api/me/requests", participant, asks(supporters), key);
}

Answer MatchingWorld::answer(const PersonId& supporter, const std::string& request, const std::string& how) {
  return post("/api/me/asks/" + request + "/" + how, supporter);
}

std::string MatchingWorld::asked(const PersonId& supporter) {
  const Answer open = get("/api/me/asks", supporter);
  return open.items().empty() ? "" : open.items().front().text("request_id");
}

std::string MatchingWorld::match(const PersonId& participant, const PersonId& supporter) {
  const Answer sent = ask_for(participant, {supporter});
  EXPECT_EQ(sent.status, 200) << sent.text;
  for (const Json& each : sent.items()) {
    if (each.text("state") != "asked") continue;
    return answer(supporter, each.text("request_id"), "accept").body.text("match_id");
  }
  return "";
}

void MatchingWorld::rest(const PersonId& supporter, int capacity, bool paused, std::optional<Instant> until) {
  Json body = Json::object({{"programme", programme.str()}, {"capacity", capacity}, {"paused", paused}});
  if (until) body.set("paused_until", to_rfc3339(*until));
  const Answer answer = put("/api/me/capacity", supporter, body);
  EXPECT_EQ(answer.status, 200) << answer.text;
}

void MatchingWorld::exclude(const PersonId& person, bool town, bool clinic) {
  const Answer answer =
      put("/api/me/exclusions", person,
          Json::object(
              {{"programme", programme.str()}, {"town", town}, {"clinic", clinic}, {"workplace", false}}));
  EXPECT_EQ(answer.status, 200) << answer.text;
}

void MatchingWorld::hide(const PersonId& person, const std::vector<std::string>& questions) {
  const Json profile = get("/api/me/profile?programme=" + programme.str(), person).body;
  Json answers = Json::object();
  for (const Json& each : profile.find("fields")->array_items()) {
    if (!each.find("value")->is_null()) answers.set(each.text("key"), *each.find("value"));
  }
  const Answer answer = put("/api/me/profile", person,
                            Json::object({{"programme", programme.str()},
                                          {"display_name", profile.text("display_name")},
                                          {"note", profile.text("note")},
                                          {"language", "en"},
                                          {"answers", answers},
                                          {"hidden", encode(questions)}}));
  EXPECT_EQ(answer.status, 200) << answer.text;
}

std::vector<std::string> MatchingWorld::states(const PersonId& participant) {
  std::vector<std::string> out;
  database->read([&](Tx& tx) {
    for (const Row& row :
         tx.query("select state from request where participant_id = $1 order by made_at, place, id",
                  participant)) {
      out.push_back(row.text(0));
    }
  });
  return out;
}

Answer MatchingWorld::library(const PersonId& participant, const std::string& query) {
  return get("/api/me/library?programme=" + programme.str() + query, participant);
}

std::vector<std::string> MatchingWorld::names(const Json& view, const std::string& list) const {
  std::vector<std::string> out;
  for (const Json& each : view.find(list)->array_items()) out.push_back(each.text("display_name"));
  return out;
}

std::vector<std::string> MatchingWorld::event_types() {
  std::vector<std::string> out;
  for (const StoredEvent& each : events()) {
    if (each.type.starts_with("matching.")) out.push_back(each.type.substr(9));
  }
  return out;
}

}  // namespace kith
