#include "http/server.h"

#include <gtest/gtest.h>

#include "http/test/echo_handler.h"
#include "http/test/raw_client.h"

namespace kith::http::test {
namespace {

class ServerTest : public ::testing::Test {
 protected:
  void start(const std::function<void(ServerOptions&)>& change = {}) {
    options_.port = 0;
    if (change) change(options_);
    server_ = Server::start(options_, handler_, [] { return std::string("kith_up 1\n"); });
  }
  std::uint16_t port() const { return server_->port(); }

  EchoHandler handler_;
  ServerOptions options_;
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, answers_many_requests_on_one_connection) {
  start();
  RawClient client(port());
  for (int i = 0; i < 20; ++i) {
    client.send(get("/a/" + std::to_string(i)));
    const RawResponse response = client.response();
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "GET /a/" + std::to_string(i) + " ");
    EXPECT_EQ(response.header("connection"), "keep-alive");
  }
}

TEST_F(ServerTest, answers_pipelined_requests_in_order) {
  start();
  RawClient client(port());
  client.send(get("/later") + post("/2", "two") + get("/3") + get("/4", "Connection: close\r\n"));
  EXPECT_EQ(client.response().body, "GET /later ");
  EXPECT_EQ(client.response().body, "POST /2 two");
  EXPECT_EQ(client.response().body, "GET /3 ");
  EXPECT_EQ(client.response().header("connection"), "close");
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, sends_the_security_headers_with_every_answer) {
  start();
  RawClient client(port());
  for (const std::string& request : {get("/"), get("/dropped"), std::string("BAD\r\n\r\n")}) {
    client.send(request);
    const RawResponse response = client.response();
    EXPECT_EQ(response.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(response.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(response.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(response.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(response.header("x-frame-options"), "DENY");
    EXPECT_EQ(response.header("cache-control"), "no-store");
    EXPECT_EQ(response.header("date"), "");
    EXPECT_EQ(response.header("strict-transport-security"), "");
    const std::string policy = response.header("content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'; script-src 'self';"), std::string::npos) << policy;
    EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos);
    EXPECT_NE(response.header("permissions-policy"), "");
  }
}

TEST_F(ServerTest, says_the_date_of_its_clock_and_strict_transport_behind_tls) {
  const StepClock clock(Instant{784111777'000'000});
  start([&](ServerOptions& options) {
    options.clock = &clock;
    options.tls_in_front = true;
    options.request_id = [] { return std::string("id-1"); };
  });
  RawClient client(port());
  client.send(get("/"));
  const RawResponse response = client.response();
  EXPECT_EQ(response.header("date"), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(response.header("strict-transport-security"), "max-age=31536000; includeSubDomains");
  EXPECT_EQ(response.header("x-id"), "id-1");
}

TEST_F(ServerTest, answers_head_and_204_without_a_body) {
  start();
  RawClient client(port());
  client.send("HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.response(true).header("content-length"), "8");
  client.send(get("/no-content"));
  const RawResponse response = client.response();
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.header("content-length"), "");
  client.send(get("/after"));
  EXPECT_EQ(client.response().body, "GET /after ");
}

TEST_F(ServerTest, reads_chunked_bodies_and_what_follows_them) {
  start();
  RawClient client(port());
  client.send("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n");
  client.send("00000006\r\n world\r\n0\r\n\r\n" + get("/next"));
  EXPECT_EQ(client.response().body, "POST /c hello world");
  EXPECT_EQ(client.response().body, "GET /next ");
}

TEST_F(ServerTest, says_continue_before_the_body_when_asked) {
  start();
  RawClient client(port());
  client.send("POST /c HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.response().status, 100);
  client.send("hi");
  EXPECT_EQ(client.response().body, "POST /c hi");
}

TEST_F(ServerTest, refuses_what_is_too_large) {
  start([](ServerOptions& options) {
    options.limits.body_bytes = 1000;
    options.limits.large_body_bytes = 5000;
  });
  struct Case {
    std::string request;
    int status;
  };
  const std::string chunked = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const Case& c :
       {Case{post("/a", std::string(1000, 'a')), 200},
        {post("/a", std::string(1001, 'a')), 413},
        {post("/large", std::string(5000, 'a')), 200},
        {post("/large", std::string(5001, 'a')), 413},
        {"POST /a" + chunked + "3e9\r\n", 413},
        {"POST /a" + chunked + "x\r\n", 400},
        {"POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n", 413},
        {get("/" + std::string(9000, 'a')), 414},
        {get("/" + std::string(20000, 'a')), 431},
        {get("/", "X-Long: " + std::string(17000, 'a') + "\r\n"), 431}}) {
    RawClient client(port());
    client.try_send(c.request);
    const RawResponse response = client.response();
    EXPECT_EQ(response.status, c.status) << c.request.substr(0, 60);
    if (c.status == 200) continue;
    EXPECT_EQ(response.header("content-type"), "application/problem+json");
    EXPECT_EQ(response.header("connection"), "close");
    client.finish_sending();
    EXPECT_TRUE(client.at_end());
  }
}

TEST_F(ServerTest, holds_only_so_many_body_bytes_at_once) {
  start([](ServerOptions& options) { options.limits.bodies_bytes = 1500; });
  RawClient first(port());
  first.send(post("/held", std::string(1000, 'a')));
  ASSERT_TRUE(handler_.wait_for_held());
  RawClient second(port());
  second.try_send(post("/a", std::string(1000, 'a')));
  EXPECT_EQ(second.response().status, 503);
  handler_.release_held(Response{});
  EXPECT_EQ(first.response().status, 200);
  RawClient third(port());
  third.send(post("/a", std::string(1000, 'a')));
  EXPECT_EQ(third.response().status, 200);
}

TEST_F(ServerTest, answers_slow_senders_with_408_and_closes_idle_ones) {
  start([](ServerOptions& options) {
    options.limits.head_timeout = std::chrono::seconds(1);
    options.limits.body_timeout = std::chrono::seconds(1);
    options.limits.idle_timeout = std::chrono::seconds(1);
  });
  RawClient head(port());
  RawClient body(port());
  RawClient idle(port());
  RawClient silent(port());
  head.send("GET / HTTP/1.1\r\nHo");
  body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
  idle.send(get("/"));
  EXPECT_EQ(idle.response().status, 200);
  EXPECT_EQ(head.response().status, 408);
  EXPECT_EQ(body.response().status, 408);
  EXPECT_TRUE(idle.at_end());
  EXPECT_TRUE(silent.at_end());
}

TEST_F(ServerTest, a_drip_of_bytes_does_not_hold_a_connection) {
  start([](ServerOptions& options) { options.limits.head_timeout = std::chrono::seconds(1); });
  RawClient client(port());
  client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  int sent = 0;
  while (sent < 1000 && client.try_send("a")) {
    ++sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_LT(sent, 1000);
}

TEST_F(ServerTest, a_dropped_answer_and_a_throwing_handler_become_500) {
  start();
  RawClient client(port());
  for (const char* path : {"/dropped", "/throws", "/smuggling-header"}) {
    client.send(get(path));
    const RawResponse response = client.response();
    EXPECT_EQ(response.status, 500) << path;
    EXPECT_EQ(response.header("set-cookie"), "");
    EXPECT_EQ(response.body.find("purpose"), std::string::npos);
  }
  client.send(get("/fine"));
  EXPECT_EQ(client.response().status, 200);
}

TEST_F(ServerTest, serves_fifty_connections_side_by_side) {
  start();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 50; ++i) {
    threads.emplace_back([&, i] {
      RawClient client(port());
      for (int j = 0; j < 20; ++j) {
        const std::string body(static_cast<std::size_t>(i * 37 + j), static_cast<char>('a' + i % 26));
        client.send(post(j % 7 == 0 ? "/later" : "/x", body));
        const RawResponse response = client.response();
        right += response.status == 200 && response.body.ends_with(" " + body);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 1000);
}

TEST_F(ServerTest, sends_large_bodies_whole) {
  start();
  RawClient client(port());
  client.send(get("/sized/3000000") + get("/a"));
  EXPECT_EQ(client.response().body.size(), 3'000'000u);
  EXPECT_EQ(client.response().body, "GET /a ");
}

TEST_F(ServerTest, bounds_connections_of_one_peer_but_not_of_the_proxy) {
  start([](ServerOptions& options) {
    options.limits.connections_per_peer = 2;
    options.trusted_proxy = "127.0.0.3";
  });
  RawClient a(port(), "127.0.0.2");
  RawClient b(port(), "127.0.0.2");
  RawClient c(port(), "127.0.0.2");
  EXPECT_EQ(c.response().status, 429);
  std::vector<std::unique_ptr<RawClient>> proxied;
  for (int i = 0; i < 5; ++i) {
    proxied.push_back(std::make_unique<RawClient>(port(), "127.0.0.3"));
    proxied.back()->send(get("/"));
    EXPECT_EQ(proxied.back()->response().status, 200);
  }
}

TEST_F(ServerTest, makes_room_for_a_newcomer_by_closing_who_waited_longest) {
  start([](ServerOptions& options) { options.limits.connections = 2; });
  RawClient busy(port());
  busy.send(get("/held"));
  ASSERT_TRUE(handler_.wait_for_held());
  RawClient loris(port());
  loris.send("GET / HT");
  RawClient fresh(port());
  fresh.send(get("/"));
  EXPECT_EQ(fresh.response().status, 200);
  EXPECT_TRUE(loris.at_end());
  handler_.release_held(Response{});
  EXPECT_EQ(busy.response().status, 200);
}

TEST_F(ServerTest, refuses_a_newcomer_when_every_place_is_at_work) {
  start([](ServerOptions& options) { options.limits.connections = 1; });
  RawClient busy(port());
  busy.send(get("/held"));
  ASSERT_TRUE(handler_.wait_for_held());
  RawClient fresh(port());
  EXPECT_EQ(fresh.response().status, 503);
  handler_.release_held(Response{});
}

TEST_F(ServerTest, believes_the_forwarded_address_only_from_the_proxy) {
  start([](ServerOptions& options) { options.trusted_proxy = "127.0.0.3"; });
  RawClient proxy(port(), "127.0.0.3");
  RawClient other(port(), "127.0.0.4");
  const std::string spoofed = get("/", "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 1.1.1.1, 9.8.7.6\r\n");
  proxy.send(spoofed);
  other.send(spoofed);
  EXPECT_EQ(proxy.response().header("x-peer"), "9.8.7.6");
  EXPECT_EQ(other.response().header("x-peer"), "127.0.0.4");
  proxy.send(get("/", "X-Forwarded-For: not an address\r\n"));
  EXPECT_EQ(proxy.response().header("x-peer"), "127.0.0.3");
  proxy.send(get("/", "X-Forwarded-For: 2001:db8::1\r\n"));
  EXPECT_EQ(proxy.response().header("x-peer"), "2001:db8::1");
}

TEST_F(ServerTest, stops_gracefully_after_the_open_request) {
  start();
  RawClient idle(port());
  idle.send(get("/"));
  EXPECT_EQ(idle.response().status, 200);
  RawClient busy(port());
  busy.send(get("/held"));
  ASSERT_TRUE(handler_.wait_for_held());
  std::thread stopper([this] { server_->stop(std::chrono::seconds(10)); });
  EXPECT_TRUE(idle.at_end());
  EXPECT_THROW(RawClient(port()).send(get("/")), std::runtime_error);
  handler_.release_held(Response{200, {}, "finished"});
  const RawResponse response = busy.response();
  EXPECT_EQ(response.body, "finished");
  EXPECT_EQ(response.header("connection"), "close");
  stopper.join();
}

TEST_F(ServerTest, stops_at_the_end_of_grace_and_survives_late_answers) {
  start();
  RawClient busy(port());
  busy.send(get("/held"));
  ASSERT_TRUE(handler_.wait_for_held());
  server_->stop(std::chrono::milliseconds(50));
  EXPECT_TRUE(busy.at_end());
  server_.reset();
  handler_.release_held(Response{});
}

TEST_F(ServerTest, serves_metrics_on_their_own_port_only) {
  start([](ServerOptions& options) { options.metrics_port = 0; });
  ASSERT_NE(server_->metrics_port(), 0);
  RawClient client(server_->metrics_port());
  client.send(get("/metrics"));
  EXPECT_EQ(client.response().body, "kith_up 1\n");
  client.send(get("/other"));
  EXPECT_EQ(client.response().status, 404);
  client.send(post("/metrics", ""));
  EXPECT_EQ(client.response().status, 405);
  RawClient main(port());
  main.send(get("/metrics"));
  EXPECT_EQ(main.response().body, "GET /metrics ");
}

TEST_F(ServerTest, a_port_in_use_is_an_error) {
  start();
  ServerOptions second;
  second.port = port();
  EXPECT_THROW(Server::start(second, handler_, nullptr), std::system_error);
}

TEST_F(ServerTest, tls_or_binary_noise_gets_an_answer_at_once) {
  start();
  RawClient client(port());
  client.send(std::string("\x16\x03\x01\x02\x00\x01\x00", 7));
  EXPECT_EQ(client.response().status, 400);
}

}  // namespace
}  // namespace kith::http::test
