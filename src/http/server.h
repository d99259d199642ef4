#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/world.h"
#include "http/message.h"

namespace kith::http {

// Limits of every connection; over one of them the client gets a clear answer (408, 413, 414, 429, 431, 503)
// or is closed. When all connections are taken, the one that has waited longest without a whole request makes
// room.
struct Limits {
  std::size_t head_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  std::size_t large_body_bytes = 64 * 1024 * 1024;  // for paths that Handler::takes_large_body names
  std::chrono::seconds head_timeout{10};
  std::chrono::seconds body_timeout{30};
  std::chrono::seconds large_body_timeout{300};
  std::chrono::seconds idle_timeout{60};
  std::size_t connections = 10'000;
  std::size_t connections_per_peer = 200;
  std::size_t socket_frame_bytes = 64 * 1024;
  std::size_t socket_waiting_bytes = 256 * 1024;  // over it the socket is told to resync and closed
  std::chrono::seconds socket_ping{25};
  std::chrono::seconds socket_close_timeout{
      5};                                  // for the client to answer a close; then the connection is cut
  unsigned socket_frames_per_second = 30;  // what a client may send in the long run; over it close 1008
  unsigned socket_frame_burst = 60;
  std::size_t bodies_bytes = 256 * 1024 * 1024;  // all request bodies in memory together; over it 503
};

// One open WebSocket, as the hub sees it. All calls may come from any thread and return at once.
class Socket {
 public:
  virtual ~Socket() = default;
  virtual std::uint64_t key() const = 0;    // unique while the server runs
  virtual void send(std::string text) = 0;  // dropped, with a close 1013, when too much is waiting
  virtual void close(std::uint16_t code, std::string reason) = 0;
};

// What stands behind the server: the router and the socket hub of src/kernel.
class Handler {
 public:
  virtual ~Handler() = default;

  // Called on the I/O thread; must return at once and call `respond` later from any thread.
  virtual void handle(Request request, Respond respond) = 0;

  // Whether this path may be sent a body of up to Limits::large_body_bytes.
  virtual bool takes_large_body(std::string_view method, std::string_view path) const = 0;

  // Whether this upgrade may become a WebSocket: a Response to refuse with, or nothing to accept (promise N5:
  // Origin, session and second factor are checked as for a page). As handle(): called on the I/O thread,
  // decides later from any thread.
  virtual void socket_asked(Request request, std::function<void(std::optional<Response>)> decide) = 0;

  // The life of an accepted socket, all on the I/O thread and in this order; each must return at once. A key
  // comes back exactly once in socket_closed. Nothing is delivered after a close() was asked for.
  virtual void socket_opened(const Request& request, std::shared_ptr<Socket> socket) = 0;
  virtual void socket_text(std::uint64_t key, std::string text) = 0;
  virtual void socket_closed(std::uint64_t key) = 0;
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                  // 0: any free one, see Server::port()
  std::optional<std::uint16_t> metrics_port;  // loopback only; 0: any free one
  std::string trusted_proxy;                  // the one peer whose X-Forwarded-For is believed; "" for none
  bool tls_in_front = false;                  // HTTPS reaches the client: send Strict-Transport-Security
  const Clock* clock = nullptr;               // for the Date header; without one there is none
  std::function<std::string()> request_id;    // called on the I/O thread; a counter in hexadecimal when empty
  Limits limits;
};

// HTTP/1.1 and WebSocket over one I/O thread (docs/decisions/0003). Ahead of Beast a strict gate refuses
// every request that two parsers could read differently (promise I1): see gate.h. An answer that is dropped
// without having been given, or a handler that throws, becomes a 500.
class Server {
 public:
  // Listens at once. `metrics` returns the Prometheus text for GET /metrics on the metrics port; it is called
  // on the I/O thread. The handler must outlive the server. Throws std::system_error when an address can not
  // be used.
  static std::unique_ptr<Server> start(const ServerOptions& options, Handler& handler,
                                       std::function<std::string()> metrics);
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;
  virtual std::uint16_t metrics_port() const = 0;  // 0 without a metrics listener

  // Takes no new connections, lets open requests finish within `grace`, closes sockets with 1001, returns
  // when every connection is gone. Never call it from the handler's own calls. The destructor stops without
  // grace.
  virtual void stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace kith::http
