#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "http/server.h"
#include "kernel/dispatch.h"
#include "kernel/module.h"

namespace kith {

// Open sockets and who they belong to. Sends type, id and sequence of an event to the people who may know of
// it; what it says is fetched by a request, which checks everything again. Before each delivery the socket's
// session is looked up afresh, and a socket whose session has ended is closed (promises A4, S7): the event
// that ends a session names its person in its audience, so the look-up comes at once.
class Hub {
 public:
  Hub(Surroundings surroundings, const Dispatch& dispatch, std::vector<Audience> audiences, Metrics& metrics,
      std::string public_origin);
  ~Hub();

  void start();
  void stop();
  void wake();

  // Whether this upgrade may become a socket; a refusal to send, or nothing.
  std::optional<http::Response> refuse(const http::Request& request) const;
  void opened(const http::Request& request, std::shared_ptr<http::Socket> socket);
  void closed(std::uint64_t key);

 private:
  struct Connection {
    std::shared_ptr<http::Socket> socket;
    http::Request request;  // its cookie is asked about again and again
    PersonId person;
    std::int64_t sent = 0;  // the last sequence this connection knows
    bool closing = false;   // told to close; hears nothing more
  };

  struct News {
    StoredEvent event;
    std::vector<PersonId> people;
  };

  void loop();
  void deliver();
  std::vector<News> news_after(Tx& tx, std::int64_t sequence) const;
  void deliver_to(Tx& tx, Connection& connection, const std::vector<News>& news);
  bool close_when_signed_out(Tx& tx, Connection& connection) const;

  Surroundings on_;
  const Dispatch& dispatch_;
  std::map<std::string, std::vector<Audience>> audiences_;
  Metrics& metrics_;
  std::string public_origin_;

  std::mutex lock_;
  std::map<std::uint64_t, Connection> connections_;
  std::condition_variable wake_;
  std::uint64_t woken_ = 0;
  bool stopping_ = false;
  std::int64_t delivered_ = 0;
  Instant swept_;
  std::thread thread_;
};

}  // namespace kith
