#pragma once

#include <string>

#include "http/test/raw_client.h"

namespace kith::http::test {

enum class Opcode { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// One frame as a client sends it. `first_byte_bits` are OR-ed to the first byte; a frame is final unless
// told.
struct Frame {
  int opcode = 1;
  std::string payload;
  bool final = true;
  bool masked = true;
  int reserved_bits = 0;
};
std::string bytes_of(const Frame& frame);

std::string text_frame(const std::string& text);
std::string part(Opcode opcode, const std::string& payload, bool final);
std::string control(Opcode opcode, const std::string& payload);
std::string close_payload(int code, const std::string& reason = "");

struct Received {
  int opcode = -1;  // -1: the connection ended
  std::string payload;

  int close_code() const;
};

// A WebSocket client that does exactly what it is told, and nothing of its own accord.
class WebClient : public RawClient {
 public:
  explicit WebClient(std::uint16_t port, const std::string& path = "/ws");
  static std::string handshake(const std::string& path, const std::string& more_headers = "");

  const RawResponse& answer() const { return answer_; }
  Received receive();

 private:
  RawResponse answer_;
};

}  // namespace kith::http::test
