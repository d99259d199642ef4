#include "access/installed.h"

#include <algorithm>

#include "cli/rehearsal_room.h"

namespace kith::access {
namespace {

struct TakenBack {};

std::vector<std::pair<std::string, std::string>> query_of(const std::string& target) {
  std::vector<std::pair<std::string, std::string>> out;
  std::size_t at = target.find('?');
  while (at != std::string::npos) {
    const std::size_t end = target.find('&', ++at);
    const std::string pair = target.substr(at, end == std::string::npos ? end : end - at);
    const std::size_t equals = pair.find('=');
    out.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    at = end;
  }
  return out;
}

Endpoints without_limits(Endpoints endpoints) {
  for (Endpoint& each : endpoints) each.options.limit = {100'000'000, 100'000'000};
  return endpoints;
}

}  // namespace

Installed::Installed(const std::string& kind)
    : place(kind),
      database(place.open()),
      house({world, *database, vault, log},
            {std::filesystem::path(KITH_SOURCE_DIR) / "programmes",
             NotificationSettings{false, std::string(origin), false, well_known_push_services(),
                                  "mailto:kith@example.org", std::make_shared<RecordedPush>()},
             AccountsSettings{std::string(origin), {}},
             JourneySettings{std::string(origin)}, ApplicationOptions{std::string(origin), {}},
             make_rehearsal_room(std::filesystem::path(KITH_SOURCE_DIR) / "programmes")}) {}

void Installed::as_actor(const Actor& actor, const std::function<void(Context&)>& operation) {
  UndoneDatabase undone(*database);
  undone.write([&](Tx& tx) {
    Context context{world, vault, tx, actor, within, clock.now(), "en", {}, {}};
    operation(context);
  });
}

std::vector<std::string> Installed::log_lines() const {
  const std::lock_guard guard(log_lock_);
  return lines_;
}

void UndoneDatabase::write_async(Operation operation, Done done) {
  inner_.write_async(
      [operation = std::move(operation)](Tx& tx) {
        operation(tx);
        throw TakenBack();
      },
      [done = std::move(done)](WriteOutcome outcome) {
        try {
          if (outcome.error) std::rethrow_exception(outcome.error);
        } catch (const TakenBack&) {
          outcome.error = nullptr;
        } catch (...) {
          // Stays in the outcome, as it came.
        }
        done(outcome);
      });
}

http::Response ask(const Door& door, const Browser& browser, const Ask& what) {
  http::Request request;
  request.method = what.method;
  request.target = what.target;
  request.path = what.target.substr(0, what.target.find('?'));
  request.query = query_of(what.target);
  request.body = what.body;
  request.peer = what.peer;
  request.id = "request";
  request.headers = {{"origin", std::string(origin)}, {"user-agent", "Firefox/140 (Linux)"}};
  if (!browser.token.empty()) {
    request.headers.emplace_back("cookie", std::string(session_cookie) + "=" + browser.token);
    request.headers.emplace_back("x-kith-csrf", browser.csrf);
  }
  auto answered = std::make_shared<std::promise<http::Response>>();
  auto answer = answered->get_future();
  door(std::move(request), [answered](http::Response response) { answered->set_value(std::move(response)); });
  return answer.get();
}

Door door_of(Application& application) {
  return [&application](http::Request request, http::Respond respond) {
    application.handle(std::move(request), std::move(respond));
  };
}

std::string header_of(const http::Response& response, std::string_view name) {
  const auto found =
      std::ranges::find_if(response.headers, [&](const auto& each) { return each.first == name; });
  return found == response.headers.end() ? "" : found->second;
}

UndoneDoor::UndoneDoor(Installed& installed, Endpoints endpoints)
    : database_(*installed.database),
      dispatch_(Surroundings{installed.world, database_, installed.vault, installed.log, installed.accounts,
                             installed.people},
                without_limits(std::move(endpoints)), installed.within, metrics_, std::string(origin), [] {}),
      door_([this](http::Request request, http::Respond respond) {
        dispatch_.handle(std::move(request), std::move(respond));
      }) {}

}  // namespace kith::access
