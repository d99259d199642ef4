#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "http/server.h"

namespace kith::http::test {

// Answers with what it was asked, and keeps what a test wants to look at. Paths with a meaning:
//   /later      answered from another thread      /dropped   never answered
//   /held       answered by release_held()        /throws    throws
//   /sized/N    a body of N bytes                 /large...  takes a large body
//   /no-content, /smuggling-header
// Sockets echo their text; "refused" in the path refuses the upgrade.
class EchoHandler : public Handler {
 public:
  ~EchoHandler() override;

  void handle(Request request, Respond respond) override;
  bool takes_large_body(std::string_view method, std::string_view path) const override;
  void socket_asked(Request request, std::function<void(std::optional<Response>)> decide) override;
  void socket_opened(const Request& request, std::shared_ptr<Socket> socket) override;
  void socket_text(std::uint64_t key, std::string text) override;
  void socket_closed(std::uint64_t key) override;

  void release_held(Response response);
  bool wait_for_held();
  std::shared_ptr<Socket> wait_for_socket();
  bool wait_until_closed();  // every socket that was opened
  std::size_t texts();

 private:
  template <typename Condition>
  bool wait(Condition condition);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::thread> threads_;
  std::vector<Respond> held_;
  std::map<std::uint64_t, std::shared_ptr<Socket>> open_;
  std::size_t opened_ = 0;
  std::size_t texts_ = 0;
};

}  // namespace kith::http::test
