#pragma once

// Only server.cpp includes this: how a Connection reads heads and bodies.

#include "http/chunked.h"
#include "http/connection.h"

namespace kith::http {

inline asio::awaitable<std::optional<Head>> Connection::read_head() {
  start_waiting();
  const HeadScan scan = co_await gather_head();
  end_waiting();
  disarm();
  if (aborted_) co_return std::nullopt;
  if (scan.state == HeadScan::State::incomplete && buffer_.size() < site_.limits.head_bytes) {
    // The peer left, or was too slow; between requests either is the ordinary end of a connection.
    const bool owed = timed_out_ && !buffer_.empty();
    if (owed) co_await refuse(problem(408, "http.too_slow", "The request did not arrive in time."));
    co_return std::nullopt;
  }
  const std::size_t length = scan.state == HeadScan::State::complete ? scan.length : buffer_.size();
  GateLimits limits;
  limits.head_bytes = site_.limits.head_bytes;
  if (scan.state == HeadScan::State::incomplete) limits.head_bytes = 0;
  std::variant<Head, GateRefusal> verdict = check_head(std::string_view(buffer_).substr(0, length), limits);
  if (const auto* refusal = std::get_if<GateRefusal>(&verdict)) {
    co_await refuse(problem(refusal->status, refusal->code, refusal->detail));
    co_return std::nullopt;
  }
  buffer_.erase(0, length);
  co_return std::get<Head>(std::move(verdict));
}

inline asio::awaitable<HeadScan> Connection::gather_head() {
  bool begun = !buffer_.empty();
  arm(begun || !served_ ? site_.limits.head_timeout : site_.limits.idle_timeout);
  HeadScan scan = scan_head(buffer_);
  while (scan.state == HeadScan::State::incomplete && buffer_.size() < site_.limits.head_bytes) {
    const Arrival arrival = co_await read_more(site_.limits.head_bytes - buffer_.size());
    if (arrival == Arrival::none) break;
    if (!begun) arm(site_.limits.head_timeout);
    begun = true;
    scan = scan_head(buffer_);
  }
  co_return scan;
}

inline Connection::Framing Connection::framing_of(const Head& head) const {
  Framing framing{head.chunked, head.content_length, head.expects_continue, site_.limits.body_bytes,
                  site_.limits.body_timeout};
  if ((framing.length > 0 || framing.chunked) && site_.handler.takes_large_body(head.method, head.path)) {
    framing.limit = site_.limits.large_body_bytes;
    framing.timeout = site_.limits.large_body_timeout;
  }
  return framing;
}

inline asio::awaitable<Connection::Body> Connection::read_body(Framing framing) {
  Body body;
  if (framing.length > framing.limit) {
    body.refusal = problem(413, "http.body_too_large", "What you sent is too large.");
    co_return body;
  }
  if (!framing.chunked && framing.length == 0) co_return body;
  if (framing.expects_continue && buffer_.empty()) {
    const bool sent = co_await write_text("HTTP/1.1 100 Continue\r\n\r\n");
    body.lost = !sent;
    if (!sent) co_return body;
  }
  arm(framing.timeout);
  if (framing.chunked) {
    body = co_await read_chunked(framing);
  } else {
    body = co_await read_sized(framing);
  }
  disarm();
  co_return body;
}

inline asio::awaitable<Connection::Body> Connection::read_sized(Framing framing) {
  Body body;
  while (true) {
    const std::size_t take = std::min<std::size_t>(buffer_.size(), framing.length - body.bytes.size());
    if (!reserve_body(take)) {
      body.refusal = problem(503, "http.busy", "The server is busy. Try again in a moment.");
      co_return body;
    }
    body.bytes.append(buffer_, 0, take);
    buffer_.erase(0, take);
    if (body.bytes.size() == framing.length) co_return body;
    const Arrival arrival = co_await read_more(framing.length - body.bytes.size());
    if (arrival == Arrival::none) co_return no_more_body();
  }
}

inline asio::awaitable<Connection::Body> Connection::read_chunked(Framing framing) {
  Body body;
  ChunkedBody chunks(framing.limit);
  while (true) {
    const bool room = reserve_body(buffer_.size());
    const std::size_t taken = chunks.feed(buffer_, body.bytes);
    buffer_.erase(0, taken);
    if (!room) body.refusal = problem(503, "http.busy", "The server is busy. Try again in a moment.");
    if (chunks.state() == ChunkedBody::State::broken) {
      body.refusal = problem(400, "http.bad_chunk", "The chunked body is not well formed.");
    }
    if (chunks.state() == ChunkedBody::State::too_large) {
      body.refusal = problem(413, "http.body_too_large", "What you sent is too large.");
    }
    if (body.refusal || chunks.state() == ChunkedBody::State::done) co_return body;
    const Arrival arrival = co_await read_more(site_.scratch.size());
    if (arrival == Arrival::none) co_return no_more_body();
  }
}

inline Connection::Body Connection::no_more_body() const {
  Body body;
  body.lost = !timed_out_;
  if (timed_out_) body.refusal = problem(408, "http.too_slow", "The request did not arrive in time.");
  return body;
}

inline bool Connection::reserve_body(std::size_t bytes) {
  if (site_.body_bytes + bytes > site_.limits.bodies_bytes) return false;
  site_.body_bytes += bytes;
  reserved_ += bytes;
  return true;
}

inline void Connection::release_body() {
  site_.body_bytes -= reserved_;
  reserved_ = 0;
}

// Waits until something arrived and takes up to `most` bytes of it; none when the peer left or time is up.
inline asio::awaitable<Connection::Arrival> Connection::read_more(std::size_t most) {
  while (!timed_out_ && !aborted_) {
    error_code error;
    if (buffer_.empty()) buffer_.shrink_to_fit();
    co_await socket_.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
    if (error) break;
    const std::size_t room = std::min(most, site_.scratch.size());
    const std::size_t count = socket_.read_some(asio::buffer(site_.scratch.data(), room), error);
    if (error == asio::error::would_block || error == asio::error::try_again) continue;
    if (error) break;
    buffer_.append(site_.scratch.data(), count);
    co_return Arrival::some;
  }
  co_return Arrival::none;
}

inline void Connection::start_waiting() {
  waiting_at_ = site_.waiting.insert(site_.waiting.end(), this);
  waiting_ = true;
}

inline void Connection::end_waiting() {
  if (waiting_) site_.waiting.erase(waiting_at_);
  waiting_ = false;
}

inline void Connection::arm(std::chrono::seconds time) {
  timed_out_ = false;
  deadline_.expires_after(time);
  deadline_.async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (!error && self) self->expire();
  });
}

inline void Connection::expire() {
  // A handler that was already queued when the timer was armed again or cancelled must not count.
  if (deadline_.expiry() > asio::steady_timer::clock_type::now()) return;
  timed_out_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace kith::http
