#pragma once

// Only server.cpp includes this: Asio is costly to compile.

#include <optional>

#include "http/gate.h"
#include "http/response_text.h"
#include "http/site.h"
#include "http/web_socket.h"

namespace kith::http {

// One accepted connection: reads a head, has the gate judge it, reads the body, asks the handler, writes the
// answer, and begins again; or becomes a WebSocket. Requests that were sent ahead (pipelining) wait in the
// socket.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Site& site, tcp::socket socket, std::string peer, std::string peer_key);
  ~Connection() { release_body(); }

  static asio::awaitable<void> serve(std::shared_ptr<Connection> self);

  // Ends now when nothing is under way, otherwise after the answer; a WebSocket is closed with 1001.
  void stop();
  void abort();

  const std::string& peer_key() const { return peer_key_; }

 private:
  enum class Purpose { exchange, upgrade };
  enum class Arrival { some, none };
  // How the body of this request is framed and what it may cost.
  struct Framing {
    bool chunked = false;
    std::uint64_t length = 0;
    bool expects_continue = false;
    std::size_t limit = 0;
    std::chrono::seconds timeout{};
  };
  struct Body {
    std::string bytes;
    std::optional<Response> refusal;
    bool lost = false;
  };

  asio::awaitable<bool> serve_one();
  asio::awaitable<std::optional<Head>> read_head();
  asio::awaitable<HeadScan> gather_head();
  asio::awaitable<bool> exchange(Head head);
  asio::awaitable<void> upgrade(Head head);

  asio::awaitable<Body> read_body(Framing framing);
  asio::awaitable<Body> read_sized(Framing framing);
  asio::awaitable<Body> read_chunked(Framing framing);
  Framing framing_of(const Head& head) const;
  bool reserve_body(std::size_t bytes);
  void release_body();
  Body no_more_body() const;

  asio::awaitable<bool> ask(Request request, Purpose purpose);
  void hand_over(Request request, Purpose purpose);
  void answered(std::optional<Response> response);
  Request request_from(Head head, std::string body);

  asio::awaitable<bool> write(Response response, Envelope envelope);
  asio::awaitable<bool> write_text(std::string text);
  asio::awaitable<void> refuse(Response response);
  asio::awaitable<void> linger();
  asio::awaitable<Arrival> read_more(std::size_t most);

  void start_waiting();
  void end_waiting();
  void arm(std::chrono::seconds time);
  void disarm() { deadline_.cancel(); }
  void expire();

  Site& site_;
  tcp::socket socket_;
  std::string peer_;
  std::string peer_key_;
  std::string buffer_;  // bytes that arrived and are not used yet
  asio::steady_timer deadline_;
  Bell bell_;
  std::optional<Response> response_;
  std::shared_ptr<WebSocket> web_socket_;
  std::list<Connection*>::iterator waiting_at_;
  std::size_t reserved_ = 0;
  bool waiting_ = false;
  bool answered_ = false;
  bool timed_out_ = false;
  bool aborted_ = false;
  bool served_ = false;  // at least one request
};

}  // namespace kith::http
