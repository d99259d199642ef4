#pragma once

// Only server.cpp includes this: Beast is costly to compile.

#include <boost/asio/co_spawn.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "http/outbox.h"
#include "http/site.h"
#include "http/token_bucket.h"

namespace kith::http {

namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

// One WebSocket over Beast. Text only, no compression, bounded in size, rate and waiting bytes (promises I2,
// R10).
class WebSocket : public std::enable_shared_from_this<WebSocket> {
 public:
  WebSocket(Site& site, tcp::socket socket);

  // From the upgrade to the end; tells the handler about all of it.
  static asio::awaitable<void> run(std::shared_ptr<WebSocket> self, Request request);

  void close(std::uint16_t code, std::string reason);
  void abort();
  void wake();

 private:
  void configure();
  asio::awaitable<bool> accept(Request request);
  void open(const Request& request);
  asio::awaitable<void> read_all();
  void take_message(std::string text);
  static asio::awaitable<void> write_all(std::shared_ptr<WebSocket> self);
  asio::awaitable<void> close_stream(Outbox::Close close);
  void refuse(std::uint16_t code, std::string reason);
  void start_last_call();

  Site& site_;
  std::uint64_t key_;
  websocket::stream<tcp::socket, false> stream_;
  Bell bell_;
  Bell writer_done_;
  asio::steady_timer last_call_;
  std::shared_ptr<Outbox> outbox_;
  TokenBucket rate_;
  bool last_called_ = false;
  bool finished_ = false;
  bool writing_ = false;
};

// The hub's end of a WebSocket: may outlive the connection and the server.
class SocketHandle : public Socket {
 public:
  SocketHandle(std::uint64_t key, std::shared_ptr<Outbox> outbox, std::shared_ptr<Mailbox> mailbox,
               std::weak_ptr<WebSocket> web_socket)
      : key_(key),
        outbox_(std::move(outbox)),
        mailbox_(std::move(mailbox)),
        web_socket_(std::move(web_socket)) {}

  std::uint64_t key() const override { return key_; }
  void send(std::string text) override {
    if (outbox_->push(std::move(text))) wake();
  }
  void close(std::uint16_t code, std::string reason) override {
    if (outbox_->close({code, std::move(reason)})) wake();
  }

 private:
  void wake() {
    mailbox_->post([weak = web_socket_] {
      if (const auto web_socket = weak.lock()) web_socket->wake();
    });
  }

  std::uint64_t key_;
  std::shared_ptr<Outbox> outbox_;
  std::shared_ptr<Mailbox> mailbox_;
  std::weak_ptr<WebSocket> web_socket_;
};

inline WebSocket::WebSocket(Site& site, tcp::socket socket)
    : site_(site),
      key_(++site.sockets),
      stream_(std::move(socket)),
      bell_(site.io),
      writer_done_(site.io),
      last_call_(site.io),
      outbox_(std::make_shared<Outbox>(site.limits.socket_waiting_bytes)),
      rate_(site.limits.socket_frames_per_second, site.limits.socket_frame_burst) {}

inline asio::awaitable<void> WebSocket::run(std::shared_ptr<WebSocket> self, Request request) {
  self->configure();
  const bool accepted = co_await self->accept(request);
  if (!accepted) co_return;
  self->open(request);
  request = Request{};
  self->writing_ = true;
  asio::co_spawn(self->site_.io, write_all(self), [self](std::exception_ptr) {
    self->writing_ = false;
    self->writer_done_.ring();
  });
  co_await self->read_all();
  self->finished_ = true;
  self->abort();
  self->bell_.ring();
  while (self->writing_) co_await self->writer_done_.wait();
  self->last_call_.cancel();
  self->outbox_->close_now({1006, ""});
  self->site_.handler.socket_closed(self->key_);
}

inline void WebSocket::configure() {
  // Beast pings after half of the idle time and cuts the connection after all of it.
  stream_.set_option(
      websocket::stream_base::timeout{site_.limits.socket_close_timeout, 2 * site_.limits.socket_ping, true});
  stream_.set_option(websocket::stream_base::decorator(
      [](websocket::response_type& response) { response.set(beast::http::field::server, "Kith"); }));
  stream_.read_message_max(site_.limits.socket_frame_bytes);
  stream_.auto_fragment(false);
  stream_.text(true);
  stream_.control_callback([this](websocket::frame_type kind, beast::string_view) {
    if (kind == websocket::frame_type::close) return start_last_call();
    if (!rate_.take(asio::steady_timer::clock_type::now())) refuse(1008, "too many frames");
  });
}

inline asio::awaitable<bool> WebSocket::accept(Request request) {
  beast::http::request<beast::http::empty_body> head;
  head.version(11);
  head.method(beast::http::verb::get);
  head.target(request.target);
  for (const auto& [name, value] : request.headers) head.insert(name, value);
  error_code error;
  co_await stream_.async_accept(head, asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

inline void WebSocket::open(const Request& request) {
  site_.handler.socket_opened(request,
                              std::make_shared<SocketHandle>(key_, outbox_, site_.mailbox, weak_from_this()));
}

inline asio::awaitable<void> WebSocket::read_all() {
  beast::flat_buffer buffer;
  while (true) {
    error_code error;
    co_await stream_.async_read(buffer, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return;
    if (!outbox_->closing()) take_message(beast::buffers_to_string(buffer.data()));
    buffer.clear();
    if (buffer.capacity() > 4096) buffer.shrink_to_fit();
  }
}

inline void WebSocket::take_message(std::string text) {
  if (!rate_.take(asio::steady_timer::clock_type::now())) return refuse(1008, "too many frames");
  if (stream_.got_binary()) return refuse(1003, "text only");
  try {
    site_.handler.socket_text(key_, std::move(text));
  } catch (const std::exception&) {
    refuse(1011, "failed");
  }
}

inline asio::awaitable<void> WebSocket::write_all(std::shared_ptr<WebSocket> self) {
  while (!self->finished_) {
    Outbox::Next next = self->outbox_->take();
    if (next.close) {
      co_await self->close_stream(std::move(*next.close));
      co_return;
    }
    if (!next.text) {
      co_await self->bell_.wait();
      continue;
    }
    error_code error;
    co_await self->stream_.async_write(asio::buffer(*next.text),
                                       asio::redirect_error(asio::use_awaitable, error));
    if (error) {
      self->abort();
      co_return;
    }
  }
}

inline asio::awaitable<void> WebSocket::close_stream(Outbox::Close close) {
  start_last_call();
  // A close frame holds at most 123 bytes of reason; a cut in the middle of a character would not be UTF-8.
  std::size_t length = std::min<std::size_t>(close.reason.size(), 123);
  while (length > 0 && length < close.reason.size() && (close.reason[length] & 0xC0) == 0x80) --length;
  const websocket::close_reason reason(static_cast<websocket::close_code>(close.code),
                                       std::string_view(close.reason).substr(0, length));
  error_code ignored;
  co_await stream_.async_close(reason, asio::redirect_error(asio::use_awaitable, ignored));
}

inline void WebSocket::close(std::uint16_t code, std::string reason) {
  outbox_->close({code, std::move(reason)});
  wake();
}

inline void WebSocket::refuse(std::uint16_t code, std::string reason) {
  outbox_->close_now({code, std::move(reason)});
  wake();
}

inline void WebSocket::wake() {
  if (outbox_->closing()) start_last_call();
  bell_.ring();
}

inline void WebSocket::abort() {
  error_code ignored;
  stream_.next_layer().close(ignored);
}

inline void WebSocket::start_last_call() {
  if (last_called_) return;
  last_called_ = true;
  last_call_.expires_after(site_.limits.socket_close_timeout);
  last_call_.async_wait([weak = weak_from_this()](error_code error) {
    const auto self = weak.lock();
    if (!error && self) self->abort();
  });
}

}  // namespace kith::http
