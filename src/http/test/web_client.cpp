#include "http/test/web_client.h"

namespace kith::http::test {

namespace {

std::string big_endian(std::uint64_t number, int bytes) {
  std::string out;
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
  return out;
}

std::uint64_t number_of(const std::string& bytes) {
  std::uint64_t out = 0;
  for (const char c : bytes) out = out * 256 + static_cast<unsigned char>(c);
  return out;
}

}  // namespace

std::string bytes_of(const Frame& frame) {
  std::string out(1, static_cast<char>(frame.opcode | frame.reserved_bits | (frame.final ? 0x80 : 0)));
  const int mask_bit = frame.masked ? 0x80 : 0;
  const std::size_t size = frame.payload.size();
  if (size < 126) {
    out += static_cast<char>(size | static_cast<std::size_t>(mask_bit));
  } else if (size < 65536) {
    out += static_cast<char>(126 | mask_bit) + big_endian(size, 2);
  } else {
    out += static_cast<char>(127 | mask_bit) + big_endian(size, 8);
  }
  if (!frame.masked) return out + frame.payload;
  const std::string mask = "\x12\x34\x56\x78";
  out += mask;
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(frame.payload[i] ^ mask[i % 4]);
  return out;
}

std::string text_frame(const std::string& text) { return bytes_of({.opcode = 1, .payload = text}); }

std::string part(Opcode opcode, const std::string& payload, bool final) {
  return bytes_of({.opcode = static_cast<int>(opcode), .payload = payload, .final = final});
}

std::string control(Opcode opcode, const std::string& payload) {
  return bytes_of({.opcode = static_cast<int>(opcode), .payload = payload});
}

std::string close_payload(int code, const std::string& reason) {
  return big_endian(static_cast<std::uint64_t>(code), 2) + reason;
}

int Received::close_code() const {
  if (opcode != static_cast<int>(Opcode::close)) return -1;
  return payload.size() < 2 ? 1005 : static_cast<int>(number_of(payload.substr(0, 2)));
}

std::string WebClient::handshake(const std::string& path, const std::string& more_headers) {
  return get(path,
             "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 more_headers);
}

WebClient::WebClient(std::uint16_t port, const std::string& path) : RawClient(port) {
  send(handshake(path, "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"));
  answer_ = response();
}

Received WebClient::receive() {
  const std::string head = read(2);
  if (head.size() < 2) return {};
  Received out;
  out.opcode = head[0] & 0x0f;
  std::uint64_t size = static_cast<unsigned char>(head[1]);
  if (size == 126) size = number_of(read(2));
  if (size == 127) size = number_of(read(8));
  out.payload = read(size);
  return out;
}

}  // namespace kith::http::test
