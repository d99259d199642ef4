#include "kernel/hub.h"

#include <algorithm>
#include <charconv>

#include "kernel/cause.h"
#include "kernel/problem.h"

namespace kith {
namespace {

constexpr std::size_t most_news = 500;
constexpr auto look_again = std::chrono::seconds(1);
constexpr auto sweep_every = seconds(30);
constexpr std::uint16_t close_policy = 1008;

std::string frame(std::string_view type, std::string_view id, std::int64_t sequence) {
  Json out = Json::object({{"type", type}});
  if (!id.empty()) out.set("id", id);
  return to_text(out.set("sequence", sequence));
}

std::int64_t last_known(const http::Request& request) {
  const std::string_view text = request.parameter("last");
  std::int64_t value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

Hub::Hub(Surroundings surroundings, const Dispatch& dispatch, std::vector<Audience> audiences,
         Metrics& metrics, std::string public_origin)
    : on_(surroundings), dispatch_(dispatch), metrics_(metrics), public_origin_(std::move(public_origin)) {
  for (Audience& each : audiences) audiences_[each.type].push_back(std::move(each));
}

Hub::~Hub() { stop(); }

void Hub::start() {
  on_.database.read([&](Tx& tx) { delivered_ = last_event_sequence(tx); });
  thread_ = std::thread([this] { loop(); });
}

void Hub::stop() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Hub::wake() {
  {
    const std::lock_guard guard(lock_);
    ++woken_;
  }
  wake_.notify_all();
}

std::optional<http::Response> Hub::refuse(const http::Request& request) const {
  if (request.path != "/ws") return problem(not_found(), request.id);
  const Refusal sign_in(RefusalKind::unauthenticated, "sign_in", "Please sign in first.");
  if (request.header("origin").empty() || !is_own_origin(request, public_origin_)) {
    return problem(Refusal(RefusalKind::forbidden, "csrf", "This did not come from Kith's own page."),
                   request.id);
  }
  bool allowed = false;
  on_.database.read([&](Tx& tx) { allowed = dispatch_.actor_of(tx, request).signed_in(); });
  if (!allowed) return problem(sign_in, request.id);
  return std::nullopt;
}

// The lock is held from the look at the log until the connection is listed, so that no event falls between.
void Hub::opened(const http::Request& request, std::shared_ptr<http::Socket> socket) {
  const std::lock_guard guard(lock_);
  Connection connection{socket, request, {}, 0, false};
  on_.database.read([&](Tx& tx) {
    connection.person = dispatch_.actor_of(tx, request).person;
    const std::int64_t newest = last_event_sequence(tx);
    const std::int64_t known = last_known(request);
    connection.sent = known < 0 || known > newest ? newest : known;
    if (newest - connection.sent > static_cast<std::int64_t>(most_news)) {
      socket->send(frame("resync", "", newest));
      connection.sent = newest;
    }
    socket->send(frame("hello", "", connection.sent));
    deliver_to(tx, connection, news_after(tx, connection.sent));
  });
  ++metrics_.sockets;
  connections_.emplace(socket->key(), std::move(connection));
}

void Hub::closed(std::uint64_t key) {
  const std::lock_guard guard(lock_);
  if (connections_.erase(key) > 0) --metrics_.sockets;
}

void Hub::loop() {
  std::uint64_t seen = 0;
  for (;;) {
    try {
      deliver();
    } catch (const std::exception& error) {
      on_.log.error("hub_failed", {{"what", cause(error)}});
    }
    std::unique_lock guard(lock_);
    wake_.wait_for(guard, look_again, [&] { return stopping_ || woken_ != seen; });
    seen = woken_;
    if (stopping_) return;
  }
}

void Hub::deliver() {
  std::vector<News> news;
  on_.database.read([&](Tx& tx) { news = news_after(tx, delivered_); });
  const Instant now = on_.world.clock.now();
  const bool sweep_due = now - swept_ > sweep_every;
  if (news.empty() && !sweep_due) return;
  const std::lock_guard guard(lock_);
  on_.database.read([&](Tx& tx) {
    for (auto& [key, connection] : connections_) {
      deliver_to(tx, connection, news);
      if (sweep_due) close_when_signed_out(tx, connection);
    }
  });
  if (!news.empty()) delivered_ = news.back().event.sequence;
  if (news.size() == most_news) ++woken_;
  if (sweep_due) swept_ = now;
}

std::vector<Hub::News> Hub::news_after(Tx& tx, std::int64_t sequence) const {
  std::vector<News> news;
  for (StoredEvent& event : events_after(tx, sequence, most_news)) {
    News each{std::move(event), {}};
    if (const auto found = audiences_.find(each.event.type); found != audiences_.end()) {
      for (const Audience& audience : found->second) {
        std::ranges::copy(audience.people(tx, each.event), std::back_inserter(each.people));
      }
    }
    news.push_back(std::move(each));
  }
  return news;
}

void Hub::deliver_to(Tx& tx, Connection& connection, const std::vector<News>& news) {
  for (const News& each : news) {
    if (each.event.sequence <= connection.sent) continue;
    connection.sent = each.event.sequence;
    if (std::ranges::find(each.people, connection.person) == each.people.end()) continue;
    if (close_when_signed_out(tx, connection)) return;
    connection.socket->send(frame(each.event.type, each.event.subject, each.event.sequence));
  }
}

bool Hub::close_when_signed_out(Tx& tx, Connection& connection) const {
  if (connection.closing) return true;
  if (dispatch_.actor_of(tx, connection.request).signed_in()) return false;
  connection.closing = true;
  connection.socket->close(close_policy, "signed out");
  return true;
}

}  // namespace kith
