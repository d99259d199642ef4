#pragma once

// Only server.cpp includes this: how a Connection asks the handler and writes what it answers.

#include <fmt/format.h>

#include <boost/asio/write.hpp>

#include "http/answer.h"
#include "http/characters.h"
#include "http/connection.h"

namespace kith::http {

inline Connection::Connection(Site& site, tcp::socket socket, std::string peer, std::string peer_key)
    : site_(site),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      peer_key_(std::move(peer_key)),
      deadline_(site.io),
      bell_(site.io) {}

inline asio::awaitable<void> Connection::serve(std::shared_ptr<Connection> self) {
  bool more = true;
  while (more && !self->aborted_) {
    more = co_await self->serve_one();
    self->served_ = true;
    self->release_body();
  }
  self->disarm();
  error_code ignored;
  self->socket_.close(ignored);
}

inline asio::awaitable<bool> Connection::serve_one() {
  std::optional<Head> head = co_await read_head();
  if (!head) co_return false;
  if (head->upgrade) {
    co_await upgrade(std::move(*head));
    co_return false;
  }
  const bool more = co_await exchange(std::move(*head));
  co_return more;
}

inline asio::awaitable<bool> Connection::exchange(Head head) {
  Envelope envelope;
  envelope.to_head = head.method == "HEAD";
  const bool keep_alive = head.keep_alive;
  Body body = co_await read_body(framing_of(head));
  if (body.refusal) co_await refuse(std::move(*body.refusal));
  if (body.refusal || body.lost) co_return false;
  Request request = request_from(std::move(head), std::move(body.bytes));
  const bool answer_came = co_await ask(std::move(request), Purpose::exchange);
  if (!answer_came || !response_) co_return false;
  envelope.close = !keep_alive || site_.stopping;
  const bool written = co_await write(std::move(*response_), envelope);
  co_return written && !envelope.close;
}

inline asio::awaitable<void> Connection::upgrade(Head head) {
  if (!buffer_.empty()) {
    co_await refuse(
        problem(400, "http.bad_request", "Nothing may follow a WebSocket request before its answer."));
    co_return;
  }
  Request request = request_from(std::move(head), "");
  const bool answer_came = co_await ask(request, Purpose::upgrade);
  if (!answer_came) co_return;
  if (response_ || site_.stopping) {
    Response refusal =
        response_ ? std::move(*response_) : problem(503, "http.stopping", "The server is stopping.");
    Envelope envelope;
    envelope.close = true;
    co_await write(std::move(refusal), envelope);
    co_return;
  }
  web_socket_ = std::make_shared<WebSocket>(site_, std::move(socket_));
  co_await WebSocket::run(web_socket_, std::move(request));
}

inline asio::awaitable<bool> Connection::ask(Request request, Purpose purpose) {
  answered_ = false;
  response_.reset();
  hand_over(std::move(request), purpose);
  while (!answered_ && !aborted_) co_await bell_.wait();
  co_return answered_;
}

inline void Connection::hand_over(Request request, Purpose purpose) {
  auto deliver = [mailbox = site_.mailbox, weak = weak_from_this()](std::optional<Response> response) {
    mailbox->post([weak, response = std::move(response)]() mutable {
      if (const auto self = weak.lock()) self->answered(std::move(response));
    });
  };
  const auto answer = std::make_shared<Answer>(std::move(deliver));
  try {
    if (purpose == Purpose::upgrade) {
      site_.handler.socket_asked(std::move(request), [answer](std::optional<Response> refusal) {
        answer->give(std::move(refusal));
      });
      return;
    }
    site_.handler.handle(std::move(request),
                         [answer](Response response) { answer->give(std::move(response)); });
  } catch (const std::exception&) {
    answer->fail();
  }
}

inline void Connection::answered(std::optional<Response> response) {
  response_ = std::move(response);
  answered_ = true;
  bell_.ring();
}

// Behind the trusted proxy the client is the last hop that the proxy itself wrote; earlier ones anybody can
// invent.
inline std::string forwarded_peer(const Head& head, const std::string& peer) {
  std::string_view hops;
  for (const auto& [name, value] : head.headers) {
    if (name == "x-forwarded-for") hops = value;
  }
  const std::size_t comma = hops.rfind(',');
  const std::string_view last =
      without_space(comma == std::string_view::npos ? hops : hops.substr(comma + 1));
  error_code error;
  const auto address = asio::ip::make_address(std::string(last), error);
  return error ? peer : address.to_string();
}

inline Request Connection::request_from(Head head, std::string body) {
  Request request;
  const bool proxied = !site_.options.trusted_proxy.empty() && peer_ == site_.options.trusted_proxy;
  request.peer = proxied ? forwarded_peer(head, peer_) : peer_;
  ++site_.requests;
  request.id = site_.options.request_id ? site_.options.request_id() : fmt::format("{:x}", site_.requests);
  request.method = std::move(head.method);
  request.target = std::move(head.target);
  request.path = std::move(head.path);
  request.query = std::move(head.query);
  request.headers = std::move(head.headers);
  request.body = std::move(body);
  return request;
}

inline asio::awaitable<bool> Connection::write(Response response, Envelope envelope) {
  response = checked(std::move(response));
  envelope.strict_transport = site_.options.tls_in_front;
  if (site_.options.clock != nullptr) {
    envelope.date = http_date(site_.options.clock->now().micros / 1'000'000);
  }
  std::string head = response_head(response, envelope);
  const bool with_body = has_body(response.status) && !envelope.to_head;
  if (!with_body) response.body.clear();
  if (response.body.size() <= 16 * 1024) head += std::exchange(response.body, {});
  bool written = co_await write_text(std::move(head));
  if (written && !response.body.empty()) written = co_await write_text(std::move(response.body));
  co_return written;
}

// In pieces with a time limit each: a peer that reads slowly but reads is served, one that stalls is not.
inline asio::awaitable<bool> Connection::write_text(std::string text) {
  constexpr std::size_t piece = 64 * 1024;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    error_code error;
    arm(site_.limits.idle_timeout);
    const std::size_t size = std::min(piece, text.size() - at);
    co_await asio::async_write(socket_, asio::buffer(text.data() + at, size),
                               asio::redirect_error(asio::use_awaitable, error));
    if (error || aborted_) co_return false;
  }
  disarm();
  co_return true;
}

// The last answer of a connection whose input is not to be trusted any further.
inline asio::awaitable<void> Connection::refuse(Response response) {
  if (response.status == 426) response.headers.emplace_back("Sec-WebSocket-Version", "13");
  Envelope envelope;
  envelope.close = true;
  const bool written = co_await write(std::move(response), envelope);
  if (written) co_await linger();
}

// Closing with unread input makes the kernel send a reset, which can overtake the answer: read on for a
// moment.
inline asio::awaitable<void> Connection::linger() {
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  arm(std::chrono::seconds(2));
  start_waiting();
  std::size_t most = 1024 * 1024;
  while (most > 0) {
    buffer_.clear();
    const Arrival arrival = co_await read_more(most);
    if (arrival == Arrival::none) break;
    most -= std::min(most, buffer_.size());
  }
  end_waiting();
}

inline void Connection::stop() {
  if (web_socket_) return web_socket_->close(1001, "going away");
  if (waiting_) abort();
}

inline void Connection::abort() {
  aborted_ = true;
  end_waiting();
  bell_.ring();
  error_code ignored;
  if (web_socket_) web_socket_->abort();
  socket_.close(ignored);
}

}  // namespace kith::http
