#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http::test {

struct RawResponse {
  int status = 0;  // 0: the connection ended before a whole response
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;

  std::string header(std::string_view name) const;
};

// A client on a plain socket, so that tests decide about every byte. Every wait ends after 10 s.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port, const std::string& from = "");
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  bool try_send(std::string_view bytes);  // false when the server has gone
  void finish_sending();
  void shrink_receive_buffer();
  RawResponse response(bool to_head = false);
  std::string read(std::size_t count);  // fewer only at the end of the connection
  bool at_end();                        // waits for the server to close

 private:
  bool fill();

  int socket_ = -1;
  std::string buffer_;
};

std::string get(std::string_view path, std::string_view more_headers = "");
std::string post(std::string_view path, std::string_view body, std::string_view more_headers = "");

}  // namespace kith::http::test
