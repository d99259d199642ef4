#pragma once

// Only server.cpp includes this: Asio is costly to compile.

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "http/mailbox.h"
#include "http/server.h"

namespace kith::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class Connection;

// What all connections of one listener share. Touched by the I/O thread alone, but for the mailbox.
struct Site {
  asio::io_context& io;
  Handler& handler;
  const ServerOptions& options;
  Limits limits;
  std::shared_ptr<Mailbox> mailbox;
  std::function<void()> emptied{};  // called when the last connection of a stopping site is gone

  bool stopping = false;
  std::uint64_t requests = 0;
  std::uint64_t sockets = 0;
  std::size_t body_bytes = 0;
  std::unordered_map<Connection*, std::weak_ptr<Connection>> connections{};
  std::unordered_map<std::string, std::size_t> per_peer{};
  std::list<Connection*> waiting{};  // without a whole request, the one that waits longest first
  // One buffer for everybody: what is read is copied out before the next read, so an idle connection needs
  // none.
  std::array<char, 64 * 1024> scratch{};
};

// Waits until someone rings it. Only for the I/O thread.
class Bell {
 public:
  explicit Bell(asio::io_context& io) : timer_(io) {}

  asio::awaitable<void> wait() {
    error_code ignored;
    timer_.expires_at(asio::steady_timer::time_point::max());
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  void ring() { timer_.cancel(); }

 private:
  asio::steady_timer timer_;
};

}  // namespace kith::http
