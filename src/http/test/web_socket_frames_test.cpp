#include <gtest/gtest.h>

#include "http/server.h"
#include "http/test/echo_handler.h"
#include "http/test/web_client.h"

namespace kith::http::test {
namespace {

using namespace std::string_literals;

// What a client sends, and every frame it then gets, in order: "text ...", "pong ...", "close 1000".
struct FrameCase {
  std::string name;
  std::string bytes;
  std::vector<std::string> answers;
};

std::string raw(int first, int second, const std::string& rest = "") {
  return std::string{static_cast<char>(first), static_cast<char>(second)} + rest;
}
std::string with_bits(int bits) { return bytes_of({.payload = "a", .reserved_bits = bits}); }
std::string opcode(int code) { return bytes_of({.opcode = code, .payload = "a"}); }
std::string closing(const std::string& payload) { return control(Opcode::close, payload); }
std::string start_of(const std::string& text) { return part(Opcode::text, text, false); }
std::string more(const std::string& text) { return part(Opcode::more, text, false); }
std::string end_of(const std::string& text) { return part(Opcode::more, text, true); }

const std::string mask = "\x12\x34\x56\x78";
const std::string bye = closing(close_payload(1000));

// Every case ends in a close; those that the protocol allows end in the client's own.
const std::vector<FrameCase> cases = {
    // Plain messages of every length form
    {"empty text", text_frame("") + bye, {"text ", "close 1000"}},
    {"125 bytes", text_frame(std::string(125, 'a')) + bye, {"text " + std::string(125, 'a'), "close 1000"}},
    {"126 bytes", text_frame(std::string(126, 'a')) + bye, {"text " + std::string(126, 'a'), "close 1000"}},
    {"65535 bytes",
     text_frame(std::string(65535, 'a')) + bye,
     {"text " + std::string(65535, 'a'), "close 1000"}},
    {"65536 bytes",
     text_frame(std::string(65536, 'a')) + bye,
     {"text " + std::string(65536, 'a'), "close 1000"}},
    {"65537 bytes", text_frame(std::string(65537, 'a')), {"close 1009"}},
    {"too long in parts",
     start_of(std::string(40000, 'a')) + end_of(std::string(40000, 'a')),
     {"close 1009"}},
    {"claims 2^62 bytes", raw(0x81, 0xff, "\x40" + std::string(7, '\0') + mask), {"close 1009"}},
    {"two in one write", text_frame("a") + text_frame("b") + bye, {"text a", "text b", "close 1000"}},
    // Fragments
    {"two parts", start_of("a") + end_of("b") + bye, {"text ab", "close 1000"}},
    {"empty parts", start_of("") + more("") + end_of("") + bye, {"text ", "close 1000"}},
    {"many parts",
     start_of("a") + more("b") + more("") + more("c") + end_of("d") + bye,
     {"text abcd", "close 1000"}},
    {"ping between parts",
     start_of("a") + control(Opcode::ping, "p") + end_of("b") + bye,
     {"pong p", "text ab", "close 1000"}},
    {"pong between parts",
     start_of("a") + control(Opcode::pong, "p") + end_of("b") + bye,
     {"text ab", "close 1000"}},
    {"close between parts", start_of("a") + bye, {"close 1000"}},
    {"continuation of nothing", end_of("a"), {"close 1002"}},
    {"open continuation of nothing", more("a"), {"close 1002"}},
    {"continuation after the end", start_of("a") + end_of("b") + end_of("c"), {"close 1002"}},
    {"new text inside a message", start_of("a") + text_frame("b"), {"close 1002"}},
    {"new binary inside a message", start_of("a") + part(Opcode::binary, "b", true), {"close 1002"}},
    // Control frames
    {"ping", control(Opcode::ping, "hello") + bye, {"pong hello", "close 1000"}},
    {"empty ping", control(Opcode::ping, "") + bye, {"pong ", "close 1000"}},
    {"ping of 125 bytes",
     control(Opcode::ping, std::string(125, 'p')) + bye,
     {"pong " + std::string(125, 'p'), "close 1000"}},
    {"ping of binary", control(Opcode::ping, "\x00\xff\xfe"s) + bye, {"pong \x00\xff\xfe"s, "close 1000"}},
    {"ping of 126 bytes", control(Opcode::ping, std::string(126, 'p')), {"close 1002"}},
    {"pong of 126 bytes", control(Opcode::pong, std::string(126, 'p')), {"close 1002"}},
    {"close of 126 bytes", closing(close_payload(1000, std::string(124, 'a'))), {"close 1002"}},
    {"ping in parts", part(Opcode::ping, "a", false), {"close 1002"}},
    {"close in parts", part(Opcode::close, close_payload(1000), false), {"close 1002"}},
    {"unasked pong", control(Opcode::pong, "p") + bye, {"close 1000"}},
    // Reserved bits and opcodes, masks, lengths
    {"reserved bit 1", with_bits(0x40), {"close 1002"}},
    {"reserved bit 2", with_bits(0x20), {"close 1002"}},
    {"reserved bit 3", with_bits(0x10), {"close 1002"}},
    {"all reserved bits", with_bits(0x70), {"close 1002"}},
    {"opcode 3", opcode(3), {"close 1002"}},
    {"opcode 7", opcode(7), {"close 1002"}},
    {"opcode 11", opcode(11), {"close 1002"}},
    {"opcode 15", opcode(15), {"close 1002"}},
    {"no mask", bytes_of({.payload = "a", .masked = false}), {"close 1002"}},
    {"ping without mask", bytes_of({.opcode = 9, .payload = "a", .masked = false}), {"close 1002"}},
    {"short length in the 16-bit form", raw(0x81, 0xfe, "\x00\x05"s + mask + "aaaaa"), {"close 1002"}},
    {"short length in the 64-bit form",
     raw(0x81, 0xff, std::string(7, '\0') + "\x05" + mask + "aaaaa"),
     {"close 1002"}},
    {"binary", part(Opcode::binary, "a", true), {"close 1003"}},
    {"empty binary", part(Opcode::binary, "", true), {"close 1003"}},
    {"binary in parts", part(Opcode::binary, "a", false) + end_of("b"), {"close 1003"}},
    // UTF-8
    {"four-byte character", text_frame("\xf0\x9f\x99\x82") + bye, {"text \xf0\x9f\x99\x82", "close 1000"}},
    {"character across parts", start_of("\xc3") + end_of("\xbc") + bye, {"text \xc3\xbc", "close 1000"}},
    {"lone continuation byte", text_frame("\x80"), {"close 1007"}},
    {"overlong slash", text_frame("\xc0\xaf"), {"close 1007"}},
    {"surrogate", text_frame("\xed\xa0\x80"), {"close 1007"}},
    {"beyond U+10FFFF", text_frame("\xf4\x90\x80\x80"), {"close 1007"}},
    {"cut character", text_frame("a\xc3"), {"close 1007"}},
    {"cut across parts", start_of("\xc3") + end_of("a"), {"close 1007"}},
    {"byte ff", text_frame("\xff"), {"close 1007"}},
    // Close frames
    {"close without code", closing(""), {"close 1000"}},
    {"close with one byte", closing("\x03"), {"close 1002"}},
    {"close 1000", closing(close_payload(1000, "bye")), {"close 1000"}},
    {"close 1001", closing(close_payload(1001)), {"close 1001"}},
    {"close 1011", closing(close_payload(1011)), {"close 1011"}},
    {"close 3000", closing(close_payload(3000)), {"close 3000"}},
    {"close 4999", closing(close_payload(4999)), {"close 4999"}},
    {"close 0", closing(close_payload(0)), {"close 1002"}},
    {"close 999", closing(close_payload(999)), {"close 1002"}},
    {"close 1004", closing(close_payload(1004)), {"close 1002"}},
    {"close 1005", closing(close_payload(1005)), {"close 1002"}},
    {"close 1006", closing(close_payload(1006)), {"close 1002"}},
    {"close 1016", closing(close_payload(1016)), {"close 1002"}},
    {"close 2999", closing(close_payload(2999)), {"close 1002"}},
    {"close with a reason that is not UTF-8", closing(close_payload(1000, "\xff")), {"close 1002"}},
    {"close with 123 bytes of reason", closing(close_payload(1000, std::string(123, 'a'))), {"close 1000"}},
    {"text after close", bye + text_frame("a"), {"close 1000"}},
    {"ping after close", bye + control(Opcode::ping, "a"), {"close 1000"}},
};

std::string in_words(const Received& received) {
  switch (received.opcode) {
    case 1:
      return "text " + received.payload;
    case 2:
      return "binary";
    case 8:
      return "close " + std::to_string(received.close_code());
    case 9:
      return "ping " + received.payload;
    case 10:
      return "pong " + received.payload;
    default:
      return "opcode " + std::to_string(received.opcode);
  }
}

std::unique_ptr<Server> echo_server(EchoHandler& handler) {
  ServerOptions options;
  options.port = 0;
  return Server::start(options, handler, nullptr);
}

// Sends the case in pieces of this size. The client's own close waits for the answers before it, because a
// server need not send anything more once it has read a close.
std::vector<std::string> answers_to(std::uint16_t port, const FrameCase& c, std::size_t piece) {
  WebClient client(port);
  const bool ends_itself = c.bytes.ends_with(bye);
  const std::string before = c.bytes.substr(0, c.bytes.size() - (ends_itself ? bye.size() : 0));
  for (std::size_t at = 0; at < before.size(); at += piece) client.try_send(before.substr(at, piece));
  std::vector<std::string> out;
  for (std::size_t i = 1; ends_itself && i < c.answers.size(); ++i) out.push_back(in_words(client.receive()));
  if (ends_itself) client.send(bye);
  for (Received r = client.receive(); r.opcode != -1; r = client.receive()) {
    out.push_back(in_words(r));
    if (r.opcode != 8) continue;
    client.try_send(closing(close_payload(1000)));
    client.finish_sending();
  }
  // What was answered just before a broken frame may or may not still be sent.
  if (!ends_itself && !out.empty()) out.erase(out.begin(), out.end() - 1);
  return out;
}

TEST(WebSocketFrames, conform) {
  EXPECT_GE(cases.size(), 40u);
  EchoHandler handler;
  const auto server = echo_server(handler);
  for (const FrameCase& c : cases) EXPECT_EQ(answers_to(server->port(), c, 1 << 20), c.answers) << c.name;
}

// The same bytes, one at a time: where the network cuts them must not matter.
TEST(WebSocketFrames, conform_in_single_bytes) {
  EchoHandler handler;
  const auto server = echo_server(handler);
  for (const FrameCase& c : cases) {
    if (c.bytes.size() > 200) continue;
    EXPECT_EQ(answers_to(server->port(), c, 1), c.answers) << c.name;
  }
}

}  // namespace
}  // namespace kith::http::test
