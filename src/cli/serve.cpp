#include "cli/serve.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>

#include <iostream>

#include "cli/admin.h"
#include "cli/demo.h"
#include "cli/installation.h"

namespace kith {
namespace {

constexpr rlim_t open_files = 20'000;
constexpr auto grace = std::chrono::milliseconds(5'000);
constexpr auto look_for_failure = timespec{1, 0};

void raise_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, std::max(limit.rlim_cur, open_files));
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// A core file would hold people's words (promise V1).
void forbid_core_files() {
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
}

sigset_t stop_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGINT);
  ::sigaddset(&signals, SIGTERM);
  return signals;
}

// Until told to stop, or until the store can no longer be trusted (promise R3). True when told.
bool wait_for_the_end(Installation& installation, const sigset_t& signals) {
  for (;;) {
    if (::sigtimedwait(&signals, nullptr, &look_for_failure) > 0) return true;
    if (installation.database().failed()) return false;
  }
}

}  // namespace

int serve(const Settings& settings) {
  raise_open_files();
  forbid_core_files();
  const sigset_t signals = stop_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
  Installation installation(settings, Opening::create);
  http::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  options.metrics_port = settings.metrics_port;
  options.trusted_proxy = settings.trusted_proxy;
  options.tls_in_front = settings.origin().starts_with("https://");
  options.clock = &installation.world().clock;
  options.request_id = [&installation] { return installation.world().ids.next(); };
  Application& application = installation.application();
  application.start();
  bool told = false;
  {
    const auto server =
        http::Server::start(options, application, [&application] { return application.metrics_text(); });
    const AdminSocket admin(installation);
    std::cout << fmt::format("Kith is ready at http://{}:{}\n", settings.address, server->port())
              << std::flush;
    if (settings.demonstration) say_demonstration_links(installation);
    told = wait_for_the_end(installation, signals);
    server->stop(grace);
  }
  application.stop();
  if (!told)
    std::cerr << "The store failed, so Kith stopped: nothing unsaved was acknowledged. See the log above.\n";
  return told ? 0 : 4;
}

}  // namespace kith
