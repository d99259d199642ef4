#include "http/test/echo_handler.h"

#include <chrono>
#include <stdexcept>

namespace kith::http::test {

namespace {

Response echo(const Request& request) {
  Response response;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.headers.emplace_back("X-Peer", request.peer);
  response.headers.emplace_back("X-Id", request.id);
  response.body = request.method + " " + request.path + " " + request.body;
  return response;
}

}  // namespace

EchoHandler::~EchoHandler() {
  for (std::thread& thread : threads_) thread.join();
}

void EchoHandler::handle(Request request, Respond respond) {
  const std::lock_guard lock(mutex_);
  if (request.path == "/throws") throw std::runtime_error("on purpose");
  if (request.path == "/dropped") return;
  if (request.path == "/held") {
    held_.push_back(std::move(respond));
    changed_.notify_all();
    return;
  }
  if (request.path == "/later") {
    threads_.emplace_back([request = std::move(request), respond] { respond(echo(request)); });
    return;
  }
  Response response = echo(request);
  if (request.path.starts_with("/sized/")) response.body.assign(std::stoul(request.path.substr(7)), 'x');
  if (request.path == "/no-content") response.status = 204;
  if (request.path == "/smuggling-header") response.headers.emplace_back("X-Bad", "a\r\nSet-Cookie: b=c");
  respond(response);
  respond(Response{});
}

bool EchoHandler::takes_large_body(std::string_view, std::string_view path) const {
  return path.starts_with("/large");
}

void EchoHandler::socket_asked(Request request, std::function<void(std::optional<Response>)> decide) {
  if (request.path == "/dropped") return;
  if (request.path != "/refused") return decide(std::nullopt);
  Response refusal;
  refusal.status = 403;
  decide(refusal);
}

void EchoHandler::socket_opened(const Request&, std::shared_ptr<Socket> socket) {
  const std::lock_guard lock(mutex_);
  ++opened_;
  open_[socket->key()] = std::move(socket);
  changed_.notify_all();
}

void EchoHandler::socket_text(std::uint64_t key, std::string text) {
  const std::lock_guard lock(mutex_);
  ++texts_;
  if (text == "throw") throw std::runtime_error("on purpose");
  if (const auto found = open_.find(key); found != open_.end()) found->second->send(std::move(text));
}

void EchoHandler::socket_closed(std::uint64_t key) {
  const std::lock_guard lock(mutex_);
  if (open_.erase(key) != 1) std::abort();
  changed_.notify_all();
}

void EchoHandler::release_held(Response response) {
  const std::lock_guard lock(mutex_);
  for (const Respond& respond : held_) respond(response);
  held_.clear();
}

template <typename Condition>
bool EchoHandler::wait(Condition condition) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(10), condition);
}

bool EchoHandler::wait_for_held() {
  return wait([this] { return !held_.empty(); });
}

std::shared_ptr<Socket> EchoHandler::wait_for_socket() {
  if (!wait([this] { return !open_.empty(); })) throw std::runtime_error("no socket was opened");
  const std::lock_guard lock(mutex_);
  return open_.begin()->second;
}

bool EchoHandler::wait_until_closed() {
  return wait([this] { return opened_ > 0 && open_.empty(); });
}

std::size_t EchoHandler::texts() {
  const std::lock_guard lock(mutex_);
  return texts_;
}

}  // namespace kith::http::test
