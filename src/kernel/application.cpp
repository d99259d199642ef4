#include "kernel/application.h"

#include "kernel/cause.h"
#include "kernel/problem.h"

namespace kith {

Application::Application(Surroundings surroundings, std::vector<std::unique_ptr<Module>> modules,
                         ApplicationOptions options)
    : on_(surroundings), options_(std::move(options)), modules_(std::move(modules)) {
  std::multimap<std::string, Within> within;
  std::vector<Reaction> reactions;
  std::vector<JobKind> jobs;
  std::vector<Audience> audiences;
  for (const auto& module : modules_) {
    std::ranges::move(module->endpoints(), std::back_inserter(endpoints_));
    for (auto& each : module->within()) within.emplace(std::move(each));
    std::ranges::move(module->reactions(), std::back_inserter(reactions));
    std::ranges::move(module->jobs(), std::back_inserter(jobs));
    std::ranges::move(module->audiences(), std::back_inserter(audiences));
  }
  const auto on_commit = [this] {
    relay_->wake();
    hub_->wake();
  };
  dispatch_ = std::make_unique<Dispatch>(on_, endpoints_, std::move(within), metrics_, options_.public_origin,
                                         on_commit);
  relay_ = std::make_unique<Relay>(on_, std::move(reactions), std::move(jobs), dispatch_->within(), metrics_);
  hub_ = std::make_unique<Hub>(on_, *dispatch_, std::move(audiences), metrics_, options_.public_origin);
  socket_workers_ = std::make_unique<Workers>(1, 10'000);
}

Application::~Application() {
  stop();
  socket_workers_.reset();
  dispatch_.reset();  // first of all, because answers under way still wake the others
}

void Application::start() {
  relay_->start([this] { hub_->wake(); });
  hub_->start();
}

void Application::stop() {
  relay_->stop();
  hub_->stop();
}

std::string Application::metrics_text() const { return metrics_.text(on_.database.status()); }

std::vector<std::string> Application::check() {
  std::vector<std::string> problems = on_.database.check();
  std::ranges::move(check_modules(), std::back_inserter(problems));
  return problems;
}

std::vector<std::string> Application::check_modules() {
  std::vector<std::string> problems;
  on_.database.read([&](Tx& tx) {
    for (const auto& module : modules_) {
      for (const std::string& each : module->check(tx))
        problems.push_back(std::string(module->name()) + ": " + each);
    }
  });
  return problems;
}

void Application::as_system(std::string reason, const std::function<void(Context&)>& operation) {
  const Actor actor = Actor::system(std::move(reason));
  on_.database.write([&](Tx& tx) {
    Context context{on_.world, on_.vault, tx, actor, dispatch_->within(), on_.world.clock.now(), "", {}, {}};
    operation(context);
  });
  relay_->wake();
}

void Application::handle(http::Request request, http::Respond respond) {
  if (request.path == "/healthz") return respond(health(false));
  if (request.path == "/readyz") return respond(health(true));
  if (request.path.starts_with("/api/")) return dispatch_->handle(std::move(request), std::move(respond));
  if (auto file = http::serve_static(options_.files, request)) return respond(std::move(*file));
  respond(problem(not_found(), request.id));
}

http::Response Application::health(bool deep) const {
  const bool well = !deep || !on_.database.failed();
  return {well ? 200 : 503, {{"Content-Type", "text/plain"}}, well ? "ok\n" : "the store has failed\n"};
}

bool Application::takes_large_body(std::string_view method, std::string_view path) const {
  return dispatch_->takes_large_body(method, path);
}

void Application::socket_asked(http::Request request,
                               std::function<void(std::optional<http::Response>)> decide) {
  const auto ask = [this, request, decide] {
    try {
      decide(hub_->refuse(request));
    } catch (const std::exception& error) {
      on_.log.error("socket_failed", {{"what", cause(error)}});
      decide(inner_failure(request.id));
    }
  };
  if (!socket_workers_->post(ask)) decide(inner_failure(request.id));
}

void Application::socket_opened(const http::Request& request, std::shared_ptr<http::Socket> socket) {
  socket_workers_->post([this, request, socket] {
    try {
      hub_->opened(request, socket);
    } catch (const std::exception& error) {
      on_.log.error("socket_failed", {{"what", cause(error)}});
      socket->close(1011, "try again");
    }
  });
}

// The client has nothing to say over the socket: messages travel by POST, where they are acknowledged once
// durable.
void Application::socket_text(std::uint64_t, std::string) {}

void Application::socket_closed(std::uint64_t key) {
  socket_workers_->post([this, key] { hub_->closed(key); });
}

void migrate_all(Database& database, const std::vector<std::unique_ptr<Module>>& modules) {
  std::vector<ModuleSchema> schemas{store_schema()};
  for (const auto& module : modules) schemas.push_back({std::string(module->name()), module->schema()});
  database.migrate(schemas);
}

}  // namespace kith
