#include <gtest/gtest.h>

#include "http/outbox.h"
#include "http/server.h"
#include "http/test/echo_handler.h"
#include "http/test/web_client.h"
#include "http/token_bucket.h"

namespace kith::http::test {
namespace {

using namespace std::string_literals;

class WebSocketTest : public ::testing::Test {
 protected:
  void start(const std::function<void(Limits&)>& change = {}) {
    ServerOptions options;
    options.port = 0;
    options.limits.socket_close_timeout = std::chrono::seconds(1);
    if (change) change(options.limits);
    server_ = Server::start(options, handler_, nullptr);
  }
  std::uint16_t port() const { return server_->port(); }

  EchoHandler handler_;
  std::unique_ptr<Server> server_;
};

TEST_F(WebSocketTest, opens_echoes_and_closes) {
  start();
  WebClient client(port());
  EXPECT_EQ(client.answer().status, 101);
  EXPECT_EQ(client.answer().header("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  EXPECT_EQ(client.answer().header("sec-websocket-extensions"), "");
  EXPECT_EQ(client.answer().header("server"), "Kith");
  client.send(text_frame("gr\xc3\xbc\xc3\x9f dich"));
  EXPECT_EQ(client.receive().payload, "gr\xc3\xbc\xc3\x9f dich");
  client.send(control(Opcode::close, close_payload(1000, "bye")));
  EXPECT_EQ(client.receive().close_code(), 1000);
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(handler_.wait_until_closed());
}

TEST_F(WebSocketTest, asks_the_handler_before_it_opens) {
  start();
  EXPECT_EQ(WebClient(port(), "/refused").answer().status, 403);
  EXPECT_EQ(WebClient(port(), "/dropped").answer().status, 500);
  RawClient early(port());
  early.send(WebClient::handshake("/ws") + text_frame("too early"));
  EXPECT_EQ(early.response().status, 400);
  RawClient old(port());
  old.send(get("/ws",
               "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"));
  const RawResponse answer = old.response();
  EXPECT_EQ(answer.status, 426);
  EXPECT_EQ(answer.header("sec-websocket-version"), "13");
}

TEST_F(WebSocketTest, keeps_the_order_of_what_several_calls_send) {
  start([](Limits& limits) { limits.socket_waiting_bytes = 1024 * 1024; });
  WebClient client(port());
  const auto socket = handler_.wait_for_socket();
  std::thread sender([&] {
    for (int i = 0; i < 2000; ++i) socket->send(std::to_string(i));
    socket->close(4000, "done");
  });
  for (int i = 0; i < 2000; ++i) ASSERT_EQ(client.receive().payload, std::to_string(i));
  const Received last = client.receive();
  EXPECT_EQ(last.close_code(), 4000);
  EXPECT_EQ(last.payload.substr(2), "done");
  sender.join();
  client.send(control(Opcode::close, close_payload(4000)));
  EXPECT_TRUE(handler_.wait_until_closed());
  socket->send("nobody hears this");
}

TEST_F(WebSocketTest, tells_a_reader_that_fell_behind_to_resync) {
  start();
  WebClient client(port());
  const auto socket = handler_.wait_for_socket();
  for (int i = 0; i < 400; ++i) socket->send(std::string(60'000, 'x'));
  Received last = client.receive();
  int texts = 0;
  while (last.opcode == 1) {
    ++texts;
    last = client.receive();
  }
  EXPECT_LT(texts, 400);
  EXPECT_EQ(last.close_code(), 1013);
  EXPECT_EQ(last.payload.substr(2), "resync");
}

TEST_F(WebSocketTest, cuts_a_reader_that_does_not_read_at_all) {
  start();
  WebClient client(port());
  client.shrink_receive_buffer();
  const auto socket = handler_.wait_for_socket();
  for (int i = 0; i < 400; ++i) socket->send(std::string(60'000, 'x'));
  EXPECT_TRUE(handler_.wait_until_closed());
}

TEST_F(WebSocketTest, cuts_a_client_that_does_not_answer_a_close) {
  start();
  WebClient client(port());
  handler_.wait_for_socket()->close(4001, std::string(121, 'a') + "\xc3\xbc\xc3\xbc");
  const Received close = client.receive();
  EXPECT_EQ(close.payload.substr(2), std::string(121, 'a') + "\xc3\xbc");
  EXPECT_TRUE(client.at_end());
  EXPECT_TRUE(handler_.wait_until_closed());
}

TEST_F(WebSocketTest, pings_and_lets_go_of_who_does_not_answer) {
  start([](Limits& limits) { limits.socket_ping = std::chrono::seconds(1); });
  WebClient client(port());
  WebClient dead(port());
  for (int i = 0; i < 2; ++i) {
    const Received ping = client.receive();
    ASSERT_EQ(ping.opcode, static_cast<int>(Opcode::ping));
    client.send(control(Opcode::pong, ping.payload));
  }
  EXPECT_TRUE(dead.at_end());
  client.send(text_frame("alive"));
  Received next = client.receive();
  if (next.opcode == static_cast<int>(Opcode::ping)) next = client.receive();
  EXPECT_EQ(next.payload, "alive");
}

TEST_F(WebSocketTest, closes_on_too_many_frames) {
  start();
  for (const std::string& frame : {text_frame("x"), control(Opcode::ping, "x"), control(Opcode::pong, "x")}) {
    WebClient client(port());
    std::string flood;
    for (int i = 0; i < 200; ++i) flood += frame;
    client.send(flood);
    Received last = client.receive();
    while (last.opcode != static_cast<int>(Opcode::close) && last.opcode != -1) last = client.receive();
    EXPECT_EQ(last.close_code(), 1008);
  }
  EXPECT_LE(handler_.texts(), 65u);
}

TEST_F(WebSocketTest, a_throwing_handler_closes_with_1011) {
  start();
  WebClient client(port());
  client.send(text_frame("throw"));
  EXPECT_EQ(client.receive().close_code(), 1011);
}

TEST_F(WebSocketTest, stops_with_1001) {
  start();
  WebClient polite(port());
  std::thread stopper([this] { server_->stop(std::chrono::seconds(10)); });
  EXPECT_EQ(polite.receive().close_code(), 1001);
  polite.send(control(Opcode::close, close_payload(1001)));
  stopper.join();
  EXPECT_TRUE(handler_.wait_until_closed());
}

TEST_F(WebSocketTest, a_socket_may_outlive_the_server) {
  start();
  WebClient client(port());
  const auto socket = handler_.wait_for_socket();
  server_.reset();
  socket->send("late");
  socket->close(1000, "");
  EXPECT_TRUE(client.at_end());
}

TEST(Outbox, hands_out_in_order_and_drops_over_the_limit) {
  Outbox outbox(2 * (10 + Outbox::text_overhead));
  EXPECT_TRUE(outbox.push(std::string(10, 'a')));
  EXPECT_FALSE(outbox.push(std::string(10, 'b')));
  EXPECT_EQ(outbox.take().text, std::string(10, 'a'));
  EXPECT_EQ(outbox.take().text, std::string(10, 'b'));
  EXPECT_FALSE(outbox.take().text);
  EXPECT_TRUE(outbox.push(std::string(10, 'c')));
  EXPECT_EQ(outbox.take().text, std::string(10, 'c'));
  outbox.push(std::string(10, 'd'));
  EXPECT_TRUE(outbox.push(std::string(10, 'e')));
  const Outbox::Next next = outbox.take();
  EXPECT_FALSE(next.text);
  EXPECT_EQ(next.close->code, 1013);
  EXPECT_FALSE(outbox.push("f"));
}

TEST(TokenBucket, lets_a_burst_through_and_then_the_rate) {
  TokenBucket bucket(2, 3);
  TokenBucket::Time now{std::chrono::seconds(100)};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(bucket.take(now));
  EXPECT_FALSE(bucket.take(now));
  EXPECT_TRUE(bucket.take(now + std::chrono::milliseconds(500)));
  EXPECT_FALSE(bucket.take(now + std::chrono::milliseconds(500)));
}

}  // namespace
}  // namespace kith::http::test
