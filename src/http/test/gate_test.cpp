#include "http/gate.h"

#include <gtest/gtest.h>

#include "http/chunked.h"
#include "http/test/gate_cases.h"

namespace kith::http {

// The shape that fuzzers call. It reads the input as a head, and what follows the head as a chunked body.
int fuzz_gate(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const HeadScan scan = scan_head(input);
  const std::size_t length = scan.state == HeadScan::State::complete ? scan.length : input.size();
  const auto verdict = check_head(input.substr(0, length), GateLimits{});
  if (const auto* refusal = std::get_if<GateRefusal>(&verdict)) {
    if (refusal->status < 400 || refusal->status > 599 || refusal->code.empty()) __builtin_trap();
  }
  if (const auto* head = std::get_if<Head>(&verdict)) {
    if ((head->path + "/").find("/../") != std::string::npos || head->path.find('\0') != std::string::npos)
      __builtin_trap();
    if (head->chunked && head->content_length > 0) __builtin_trap();
  }
  ChunkedBody chunks(4096);
  std::string body;
  const std::string_view rest = input.substr(length);
  if (chunks.feed(rest, body) > rest.size() || body.size() > 4096) __builtin_trap();
  return 0;
}

namespace {

using namespace std::string_literals;
using namespace kith::http::test;

int status_of(const std::string& head) {
  const auto verdict = check_head(head, GateLimits{});
  const auto* refusal = std::get_if<GateRefusal>(&verdict);
  return refusal == nullptr ? 200 : refusal->status;
}

std::vector<std::string> ambiguous() {
  std::vector<std::string> out = ambiguous_heads();
  const auto& more = ambiguous_lines_and_targets();
  out.insert(out.end(), more.begin(), more.end());
  return out;
}

TEST(Gate, refuses_every_ambiguous_request) {
  const std::vector<std::string> cases = ambiguous();
  EXPECT_GE(cases.size(), 120u);
  for (const std::string& head : cases) EXPECT_NE(status_of(head), 200) << ::testing::PrintToString(head);
}

TEST(Gate, takes_every_compliant_request) {
  EXPECT_GE(compliant_heads().size(), 40u);
  for (const std::string& head : compliant_heads())
    EXPECT_EQ(status_of(head), 200) << ::testing::PrintToString(head);
}

TEST(Gate, says_why_in_the_status) {
  EXPECT_EQ(status_of(line("GET / HTTP/1.0")), 505);
  EXPECT_EQ(status_of(line("BREW / HTTP/1.1")), 501);
  EXPECT_EQ(status_of(with("Transfer-Encoding: gzip\r\n")), 501);
  EXPECT_EQ(status_of(with("Expect: x\r\n")), 417);
  EXPECT_EQ(status_of(target("/" + std::string(9000, 'a'))), 414);
  EXPECT_EQ(status_of(get_with("X: " + std::string(16 * 1024, 'a') + "\r\n")), 431);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "X: y\r\n";
  EXPECT_EQ(status_of(get_with(many)), 431);
  EXPECT_EQ(status_of(get_with(many.substr(6))), 200);
}

TEST(Gate, decodes_what_it_took) {
  const auto verdict = check_head(
      "POST /gr%C3%BC%C3%9Fe/a+b?q=1+2%2B3&empty&x=%26 HTTP/1.1\r\nHOST: a\r\nX-Two:  words here \t\r\n"
      "Content-Length: 0042\r\nConnection: close\r\n\r\n",
      GateLimits{});
  const Head& head = std::get<Head>(verdict);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.path, "/gr\xc3\xbc\xc3\x9f"s + "e/a+b");
  EXPECT_EQ(head.query, (Pairs{{"q", "1 2+3"}, {"empty", ""}, {"x", "&"}}));
  EXPECT_EQ(head.headers[0], (std::pair<std::string, std::string>("host", "a")));
  EXPECT_EQ(head.headers[1].second, "words here");
  EXPECT_EQ(head.content_length, 42u);
  EXPECT_FALSE(head.keep_alive);
  EXPECT_FALSE(head.chunked);
}

TEST(Gate, finds_the_end_of_the_head_wherever_the_bytes_are_cut) {
  const std::string head = "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t cut = 0; cut < head.size(); ++cut) {
    EXPECT_EQ(scan_head(head.substr(0, cut)).state, HeadScan::State::incomplete) << cut;
  }
  const HeadScan scan = scan_head(head + "rest\n");
  EXPECT_EQ(scan.state, HeadScan::State::complete);
  EXPECT_EQ(scan.length, head.size());
}

std::pair<ChunkedBody::State, std::string> chunked(const std::string& bytes, std::size_t piece) {
  ChunkedBody chunks(100);
  std::string body;
  for (std::size_t at = 0; at < bytes.size(); at += piece) chunks.feed(bytes.substr(at, piece), body);
  return {chunks.state(), body};
}

TEST(Chunked, reads_strict_bodies_in_any_pieces) {
  for (std::size_t piece = 1; piece < 30; ++piece) {
    const auto [state, body] = chunked("5\r\nhello\r\n00a\r\n wide worl\r\n1\r\nd\r\n0\r\n\r\n", piece);
    EXPECT_EQ(state, ChunkedBody::State::done);
    EXPECT_EQ(body, "hello wide world");
  }
}

TEST(Chunked, leaves_the_next_request_alone) {
  ChunkedBody chunks(100);
  std::string body;
  EXPECT_EQ(chunks.feed("1\r\na\r\n0\r\n\r\nGET /", body), 11u);
}

TEST(Chunked, refuses_every_other_way_to_write_them) {
  for (const std::string& bytes : {"\r\n"s,
                                   "0x1\r\na\r\n"s,
                                   "+1\r\na\r\n"s,
                                   "-1\r\na\r\n"s,
                                   " 1\r\na\r\n"s,
                                   "1 \r\na\r\n"s,
                                   "1\na\n"s,
                                   "1\r\na\n0\r\n\r\n"s,
                                   "1;a=b\r\na\r\n"s,
                                   "1;\r\na\r\n"s,
                                   "1;\n\r\na"s,
                                   "g\r\n"s,
                                   "1\ra"s,
                                   "1\r\nab\r\n"s,
                                   "000000001\r\na\r\n"s,
                                   "ffffffffffffffff1\r\n"s,
                                   "0\r\nX: y\r\n\r\n"s,
                                   "0\r\n\n"s,
                                   "0\r\n\r\r"s,
                                   "1\r\na\r\r0\r\n\r\n"s,
                                   "\xd9\xa1\r\na\r\n"s,
                                   "1\0\r\na"s,
                                   "1_0\r\n"s}) {
    EXPECT_EQ(chunked(bytes, 3).first, ChunkedBody::State::broken) << ::testing::PrintToString(bytes);
  }
  EXPECT_EQ(chunked("65\r\n", 1).first, ChunkedBody::State::too_large);
  EXPECT_EQ(chunked("ffffffff\r\n", 1).first, ChunkedBody::State::too_large);
}

// A small generator of its own, so that every run tries the same inputs.
class Chance {
 public:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 1;
};

std::string mutated(std::string text, Chance& chance) {
  static const std::vector<std::string> pieces = {"\r\n",
                                                  "\n",
                                                  "\r",
                                                  "\0"s,
                                                  " ",
                                                  "\t",
                                                  ":",
                                                  "Content-Length: 1\r\n",
                                                  "Transfer-Encoding: chunked\r\n",
                                                  "%2f",
                                                  "..",
                                                  "\xff",
                                                  "chunked"};
  for (std::size_t i = 0, n = 1 + chance.below(4); i < n; ++i) {
    const std::size_t at = chance.below(text.size() + 1);
    switch (chance.below(4)) {
      case 0:
        text.insert(at, pieces[chance.below(pieces.size())]);
        break;
      case 1:
        text.erase(at, 1 + chance.below(8));
        break;
      case 2:
        text.insert(at, 1, static_cast<char>(chance.below(256)));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(chance.below(256));
    }
  }
  return text;
}

TEST(Gate, survives_mutated_input) {
  Chance chance;
  const std::vector<std::string> broken = ambiguous();
  for (int round = 0; round < 20'000; ++round) {
    const std::string& seed = round % 2 == 0 ? compliant_heads()[chance.below(compliant_heads().size())]
                                             : broken[chance.below(broken.size())];
    const std::string input = mutated(seed, chance) + "5\r\nhello\r\n0\r\n\r\n";
    fuzz_gate(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
}

}  // namespace
}  // namespace kith::http
