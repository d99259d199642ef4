#include "cli/story_world.h"

#include <future>

#include "modules/matching/matching.h"
#include "modules/organisations/organisations.h"

namespace kith {
namespace {

using package::AnswerKind;

constexpr std::string_view long_ago = "2015-06-15";
constexpr int room_for_all = 4;

Json first_choices(const package::Question& question, std::size_t count) {
  Json out = Json::array();
  for (std::size_t i = 0; i < std::min(count, question.choices.size()); ++i)
    out.push(question.choices[i].key);
  return out;
}

// An answer that lets everybody meet everybody's wishes.
std::optional<Json> answer_to(const package::Question& question) {
  switch (question.kind) {
    case AnswerKind::choice:
      return question.choices.empty() ? std::nullopt : std::optional(Json(question.choices[0].key));
    case AnswerKind::choices:
      return first_choices(question, 3);
    case AnswerKind::languages:
      return first_choices(question, 1);
    case AnswerKind::year:
      return Json(2015);
    case AnswerKind::date:
      return Json(long_ago);
    case AnswerKind::count:
      return Json(room_for_all);
    case AnswerKind::yes_no:
      return Json(true);
    default:
      return std::nullopt;
  }
}

}  // namespace

void StoryWorld::Trusting::authenticate(Tx&, const Vault&, std::string_view token, Instant, Actor& actor) {
  actor.kind = Actor::Kind::person;
  actor.person = PersonId(std::string(token));
  actor.csrf = "story";
  actor.second_factor = SecondFactor::done;
}

StoryWorld::StoryWorld(const package::Package& package, Database& database, Instant begins)
    : package_(package), database_(database), clock_(begins) {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_accounts_module(accounts_));
  modules.push_back(make_organisations_module());
  modules.push_back(make_programmes_module(programmes_));
  modules.push_back(make_people_module(people_));
  modules.push_back(make_matching_module(people_));
  modules.push_back(make_journeys_module(journeys_));
  modules.push_back(make_conversations_module(conversations_));
  modules.push_back(make_safeguarding_module(safeguarding_));
  modules.push_back(make_notifications_module(notifications_, accounts_));
  migrate_all(database_, modules);
  application_ =
      std::make_unique<Application>(Surroundings{world_, database_, vault_, log_, trusting_, people_},
                                    std::move(modules), ApplicationOptions{});
  as_system([&](Context& context) { programme_ = programmes_.add(context, package_, "A story"); });
}

StoryWorld::~StoryWorld() = default;

void StoryWorld::as_system(const std::function<void(Context&)>& operation) {
  application_->as_system("a story", operation);
  application_->settle();
}

std::map<std::string, Json> StoryWorld::answers_of(Role role) const {
  const auto side = role == Role::supporter ? package::AskedOf::supporter : package::AskedOf::participant;
  std::map<std::string, Json> out;
  for (const package::Question& each : package_.questions) {
    if (each.asked_of != package::AskedOf::both && each.asked_of != side) continue;
    if (auto answer = answer_to(each)) out[each.key] = std::move(*answer);
  }
  return out;
}

void StoryWorld::add(const std::string& name, Role role) {
  std::string shown = name;
  shown[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(shown[0])));
  as_system([&](Context& context) {
    NewPerson person;
    person.role = role;
    person.identity = {"", shown, "Story", name + "@example.org", "", "", ""};
    person.answers = answers_of(role);
    person.state = GrantState::active;
    people_by_name_[name] = is_staff(role)
                                ? people_.add_staff(context, person.identity, role, programme_)
                                : people_.add(context, programmes_.get(context.tx, programme_), person);
  });
}

std::string StoryWorld::name_of(const PersonId& person) const {
  for (const auto& [name, id] : people_by_name_) {
    if (id == person) return name;
  }
  return person.str();
}

std::optional<Instant> StoryWorld::next_due() {
  std::optional<Instant> due;
  database_.read([&](Tx& tx) { due = tx.query("select min(due_at) from job")[0].maybe_instant(0); });
  return due;
}

void StoryWorld::go_to(Instant at) {
  application_->settle();
  for (auto due = next_due(); due && *due <= at; due = next_due()) {
    if (*due > clock_.now()) clock_.set(*due);
    application_->settle();
  }
  clock_.set(at);
  application_->settle();
}

StoryAnswer StoryWorld::call(const std::string& method, const std::string& path, const std::string& who,
                             const Json& body) {
  http::Request request;
  request.method = method;
  request.path = path.substr(0, path.find('?'));
  if (request.path.size() < path.size()) {
    const std::string query = path.substr(request.path.size() + 1);
    request.query.emplace_back(query.substr(0, query.find('=')), query.substr(query.find('=') + 1));
  }
  request.headers = {{"accept-language", "en"}};
  if (!who.empty()) {
    request.headers.emplace_back("cookie", std::string(session_cookie) + "=" + person(who).str());
    request.headers.emplace_back("x-kith-csrf", "story");
  }
  if (method == "POST" || method == "PUT") request.body = to_text(body);
  request.peer = "192.0.2.1";
  auto promise = std::make_shared<std::promise<StoryAnswer>>();
  application_->handle(std::move(request), [promise](http::Response response) {
    promise->set_value({response.status, parse_json(response.body)});
  });
  StoryAnswer answer = promise->get_future().get();
  application_->settle();
  return answer;
}

// Letters are kept readable in a story, as they are where no mail server is set.
std::string StoryWorld::question_for(const PersonId& person) {
  std::string found;
  as_system([&](Context& context) { found = last_letter_text(context, person, "/answer#"); });
  const auto at = found.find("/answer#");
  if (at == std::string::npos) return "";
  const auto from = at + std::string_view("/answer#").size();
  return found.substr(from, found.find_first_of(".\n", from) - from);
}

}  // namespace kith
