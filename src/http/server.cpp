#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <system_error>
#include <thread>

#include "http/connection_answering.h"
#include "http/connection_reading.h"

namespace kith::http {

namespace {

asio::ip::address plain_address(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

// Whoever has one IPv6 address has its /64, so that is what is counted.
std::string key_of_peer(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const auto bytes = address.to_v6().to_bytes();
  return std::string(bytes.begin(), bytes.begin() + 8);
}

// What the metrics port answers: GET /metrics and nothing else.
class MetricsHandler : public Handler {
 public:
  explicit MetricsHandler(std::function<std::string()> metrics) : metrics_(std::move(metrics)) {}

  void handle(Request request, Respond respond) override {
    if (request.path != "/metrics") return respond(problem(404, "http.not_found", "There is nothing here."));
    if (request.method != "GET") {
      Response refusal = problem(405, "http.method_not_allowed", "Only GET is answered here.");
      refusal.headers.emplace_back("Allow", "GET");
      return respond(std::move(refusal));
    }
    Response response;
    response.headers.emplace_back("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = metrics_ ? metrics_() : "";
    respond(std::move(response));
  }
  bool takes_large_body(std::string_view, std::string_view) const override { return false; }
  void socket_asked(Request, std::function<void(std::optional<Response>)> decide) override {
    decide(problem(404, "http.not_found", "There is nothing here."));
  }
  void socket_opened(const Request&, std::shared_ptr<Socket>) override {}
  void socket_text(std::uint64_t, std::string) override {}
  void socket_closed(std::uint64_t) override {}

 private:
  std::function<std::string()> metrics_;
};

class Listener {
 public:
  Listener(asio::io_context& io, Handler& handler, const ServerOptions& options,
           std::shared_ptr<Mailbox> mailbox)
      : site_{io, handler, options, options.limits, std::move(mailbox)}, acceptor_(io), pause_(io) {}

  void open(const std::string& address, std::uint16_t port) {
    const tcp::endpoint endpoint(asio::ip::make_address(address), port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(4096);
    asio::co_spawn(site_.io, accept_all(), [](std::exception_ptr) {});
  }

  std::uint16_t port() const { return port_of(acceptor_); }
  bool is_open() const { return acceptor_.is_open(); }
  bool empty() const { return site_.connections.empty(); }
  Limits& limits() { return site_.limits; }

  void stop(std::function<void()> emptied) {
    site_.stopping = true;
    site_.emptied = std::move(emptied);
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    for (const auto& connection : open_connections()) connection->stop();
  }

  void abort() {
    for (const auto& connection : open_connections()) connection->abort();
  }

 private:
  static std::uint16_t port_of(const tcp::acceptor& acceptor) {
    error_code ignored;
    return acceptor.local_endpoint(ignored).port();
  }

  std::vector<std::shared_ptr<Connection>> open_connections() {
    std::vector<std::shared_ptr<Connection>> out;
    for (const auto& [raw, weak] : site_.connections) {
      if (auto connection = weak.lock()) out.push_back(std::move(connection));
    }
    return out;
  }

  asio::awaitable<void> accept_all() {
    while (!site_.stopping) {
      error_code error;
      tcp::socket socket(site_.io);
      co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
      if (site_.stopping) co_return;
      if (!error) {
        admit(std::move(socket));
        continue;
      }
      // Out of file descriptors or memory: trying at once would only spin.
      pause_.expires_after(std::chrono::milliseconds(50));
      co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }

  void admit(tcp::socket socket) {
    error_code error;
    const asio::ip::address address = plain_address(socket.remote_endpoint(error).address());
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    socket.non_blocking(true, error);
    if (site_.connections.size() >= site_.limits.connections && !make_room()) {
      return turn_away(std::move(socket),
                       problem(503, "http.busy", "The server is busy. Try again in a moment."));
    }
    const std::string peer = address.to_string();
    std::string key = key_of_peer(address);
    const bool counted = peer != site_.options.trusted_proxy;
    if (counted && site_.per_peer[key] >= site_.limits.connections_per_peer) {
      return turn_away(std::move(socket),
                       problem(429, "http.too_many_connections", "Too many connections from your address."));
    }
    start(std::make_shared<Connection>(site_, std::move(socket), peer, std::move(key)));
  }

  // When every place is taken, whoever has waited longest without a whole request loses its own.
  bool make_room() {
    if (site_.waiting.empty()) return false;
    site_.waiting.front()->abort();
    return true;
  }

  void turn_away(tcp::socket socket, const Response& response) {
    Envelope envelope;
    envelope.close = true;
    const std::string text = response_head(response, envelope) + response.body;
    error_code ignored;
    socket.write_some(asio::buffer(text), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
  }

  void start(const std::shared_ptr<Connection>& connection) {
    site_.connections.emplace(connection.get(), connection);
    ++site_.per_peer[connection->peer_key()];
    asio::co_spawn(site_.io, Connection::serve(connection),
                   [this, connection](std::exception_ptr) { forget(*connection); });
  }

  void forget(Connection& connection) {
    connection.abort();
    site_.connections.erase(&connection);
    const auto count = site_.per_peer.find(connection.peer_key());
    if (--count->second == 0) site_.per_peer.erase(count);
    if (site_.stopping && site_.connections.empty() && site_.emptied) site_.emptied();
  }

  Site site_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
};

class RunningServer : public Server {
 public:
  RunningServer(const ServerOptions& options, Handler& handler, std::function<std::string()> metrics)
      : options_(options),
        mailbox_(std::make_shared<Mailbox>([this](Mailbox::Work work) { asio::post(io_, std::move(work)); })),
        metrics_handler_(std::move(metrics)),
        listener_(io_, handler, options_, mailbox_),
        metrics_listener_(io_, metrics_handler_, options_, mailbox_),
        grace_(io_) {
    metrics_listener_.limits().connections = 16;
    listener_.open(options_.address, options_.port);
    port_ = listener_.port();
    if (options_.metrics_port) {
      metrics_listener_.open("127.0.0.1", *options_.metrics_port);
      metrics_port_ = metrics_listener_.port();
    }
    thread_ = std::thread([this] { io_.run(); });
  }

  ~RunningServer() override { stop(std::chrono::milliseconds(0)); }

  std::uint16_t port() const override { return port_; }
  std::uint16_t metrics_port() const override { return metrics_port_; }

  void stop(std::chrono::milliseconds grace) override {
    const std::lock_guard lock(stop_mutex_);
    if (!thread_.joinable()) return;
    asio::post(io_, [this, grace] { begin_stop(grace); });
    thread_.join();
    mailbox_->close();
  }

 private:
  void begin_stop(std::chrono::milliseconds grace) {
    const auto emptied = [this] {
      if (listener_.empty() && metrics_listener_.empty()) grace_.cancel();
    };
    grace_.expires_after(grace);
    grace_.async_wait([this](error_code error) {
      if (error) return;
      listener_.abort();
      metrics_listener_.abort();
    });
    listener_.stop(emptied);
    metrics_listener_.stop(emptied);
    emptied();
  }

  ServerOptions options_;
  asio::io_context io_{1};
  std::shared_ptr<Mailbox> mailbox_;
  MetricsHandler metrics_handler_;
  Listener listener_;
  Listener metrics_listener_;
  asio::steady_timer grace_;
  std::uint16_t port_ = 0;
  std::uint16_t metrics_port_ = 0;
  std::mutex stop_mutex_;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Server> Server::start(const ServerOptions& options, Handler& handler,
                                      std::function<std::string()> metrics) {
  try {
    return std::make_unique<RunningServer>(options, handler, std::move(metrics));
  } catch (const boost::system::system_error& error) {
    throw std::system_error(error.code(), "cannot listen on " + options.address);
  }
}

}  // namespace kith::http
