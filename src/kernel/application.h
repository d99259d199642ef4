#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "http/server.h"
#include "http/static_files.h"
#include "kernel/dispatch.h"
#include "kernel/hub.h"
#include "kernel/module.h"
#include "kernel/relay.h"

namespace kith {

struct ApplicationOptions {
  std::string public_origin;  // "https://kith.example.org"; "" takes the Host header's word for it
  std::span<const http::StaticFile> files;
};

// All modules behind one http::Handler: endpoints, sockets, the web app's files, health.
class Application : public http::Handler {
 public:
  Application(Surroundings surroundings, std::vector<std::unique_ptr<Module>> modules,
              ApplicationOptions options);
  ~Application() override;

  // Begins to carry events, jobs and sockets. Without it, settle() does the work on the caller's thread.
  void start();
  void stop();
  void settle() { relay_->settle(); }
  bool work(Relay::Work work) { return relay_->work(work); }

  const Endpoints& endpoints() const { return endpoints_; }
  std::string metrics_text() const;

  // Of every module, for operations that run beside the application's own.
  const std::multimap<std::string, Within>& within() const { return dispatch_->within(); }

  // Broken invariants of every module, without those of the store.
  std::vector<std::string> check_modules();
  // Broken invariants of every module and of the store, in words for the operator.
  std::vector<std::string> check();

  // Runs one operation as the system, in a write transaction, with events and reactions as in a request.
  void as_system(std::string reason, const std::function<void(Context&)>& operation);

  void handle(http::Request request, http::Respond respond) override;
  bool takes_large_body(std::string_view method, std::string_view path) const override;
  void socket_asked(http::Request request,
                    std::function<void(std::optional<http::Response>)> decide) override;
  void socket_opened(const http::Request& request, std::shared_ptr<http::Socket> socket) override;
  void socket_text(std::uint64_t key, std::string text) override;
  void socket_closed(std::uint64_t key) override;

 private:
  http::Response health(bool deep) const;

  Surroundings on_;
  ApplicationOptions options_;
  std::vector<std::unique_ptr<Module>> modules_;
  Endpoints endpoints_;
  mutable Metrics metrics_;
  std::unique_ptr<Dispatch> dispatch_;
  std::unique_ptr<Relay> relay_;
  std::unique_ptr<Hub> hub_;
  std::unique_ptr<Workers> socket_workers_;
};

// Brings the tables of the store and of every module up to this binary's version.
void migrate_all(Database& database, const std::vector<std::unique_ptr<Module>>& modules);

}  // namespace kith
