#include "http/test/gate_cases.h"

namespace kith::http::test {

using namespace std::string_literals;

const std::vector<std::string>& ambiguous_lines_and_targets() {
  static const std::vector<std::string> cases = {
      // Request line
      line("GET  / HTTP/1.1"),
      line("GET /  HTTP/1.1"),
      line(" GET / HTTP/1.1"),
      line("GET / HTTP/1.1 "),
      line("GET\t/ HTTP/1.1"),
      line("GET /\tHTTP/1.1"),
      line("GET / a HTTP/1.1"),
      line("GET /\x0bHTTP/1.1"),
      line("GET /"),
      line("GET"),
      line(""),
      line("GET / HTTP/1.0"),
      line("GET / HTTP/0.9"),
      line("GET / HTTP/2.0"),
      line("GET / HTTP/1.2"),
      line("GET / HTTP/1.10"),
      line("GET / HTTP/11"),
      line("GET / HTTP/1"),
      line("GET / HTTP/1,1"),
      line("GET / http/1.1"),
      line("GET / HTTPS/1.1"),
      line("GET / XTTP/1.1"),
      line("get / HTTP/1.1"),
      line("G(T / HTTP/1.1"),
      line("GE\0T / HTTP/1.1"s),
      line("CONNECT a:443 HTTP/1.1"),
      line("TRACE / HTTP/1.1"),
      line("PRI * HTTP/2.0"),
      line("BREW / HTTP/1.1"),
      line("OPTIONS * HTTP/1.1"),
      "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "\r\n\r\n",
      "\n\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
      "",
      // Target
      target("http://a/"),
      target("https://a/"),
      target("//a/"),
      target("a"),
      target("a:80"),
      target("*"),
      target("?a"),
      target("/a//b"),
      target("/a/../b"),
      target("/.."),
      target("/."),
      target("/./a"),
      target("/%2e%2e/a"),
      target("/%2E./a"),
      target("/a%2fb"),
      target("/a%2Fb"),
      target("/a%5cb"),
      target("/a\\b"),
      target("/a%00"),
      target("/a%0d%0aX:%20y"),
      target("/a%7f"),
      target("/a%"),
      target("/a%2"),
      target("/a%zz"),
      target("/a%u0041"),
      target("/%c0%ae"),
      target("/%ff"),
      target("/%ed%a0%80"),
      target("/a#b"),
      target("/a?b#c"),
      target("/\xc3\xbc"),
      target("/a\x01"),
      target("/a\x7f"),
      target("/<a>"),
      target("/\"a\""),
      target("/?a=%00"),
      target("/?a=%zz"),
      target("/?a=%ff"),
      target("/?%"),
      // Upgrade
      get_with("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQ\r\n"),
      get_with("Upgrade: websocket\r\n"),
      get_with("Upgrade: websocket\r\nConnection: keep-alive\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
      get_with("Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n"),
      get_with("Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
               "short\r\n"),
      get_with("Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 8\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
      get_with("Upgrade: websocket, h2c\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
      with("Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
  };
  return cases;
}

}  // namespace kith::http::test
