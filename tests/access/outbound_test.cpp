#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>

#include "access/walk.h"

// Promise I7: the server opens no connection that a user's input named. Every way out is known, and a whole
// run of the matrix, with addresses planted in what people type, takes none of them.
namespace {
std::atomic<int> connections = 0;
}

// Stands before the system's own.
extern "C" int connect(int socket, const sockaddr* address, socklen_t size) {
  static auto* const real =
      reinterpret_cast<int (*)(int, const sockaddr*, socklen_t)>(::dlsym(RTLD_NEXT, "connect"));
  if (address->sa_family == AF_INET || address->sa_family == AF_INET6) ++connections;
  return real(socket, address, size);
}

namespace kith::access {
namespace {

// Planted fault: any call of ::connect() in an operation.
TEST(Outside, NothingIsConnectedToInAWholeRun) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  const Player& anna = run.cast.player("matched_participant");
  for (const char* text :
       {"http://198.51.100.7/x.png", "see https://evil.test/", "<img src=//evil.test/x>"}) {
    const Json body = Json::object({{"client_id", "00000000-0000-4000-8000-00000000000f"}, {"text", text}});
    const Ask send{"POST", "/api/conversations/" + anna.own.at("conversation") + "/messages", to_text(body)};
    EXPECT_EQ(door.ask(anna.browser, send).status, 200);
  }
  EXPECT_EQ(connections, 0);
}

// The one address that a browser gives: of a push service on the list of kith.toml, or it is refused. Which
// addresses are on the list is for push_test.cpp. Planted fault: push_origin() not asked in device_of().
TEST(Outside, OfABrowserOnlyAnAddressAtAKnownPushServiceIsKept) {
  Walk& run = Walk::get();
  const UndoneDoor door(run.installed, run.installed.application->endpoints());
  const Player& anna = run.cast.player("matched_participant");
  const auto status = [&](const std::string& endpoint) {
    const Json body = Json::object(
        {{"endpoint", endpoint},
         {"p256dh",
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"},
         {"auth", "BTBZMqHH6r4Tts7J_aSIgg"}});
    return door.ask(anna.browser, {"PUT", "/api/me/push", to_text(body)}).status;
  };
  EXPECT_EQ(status("https://fcm.googleapis.com/fcm/send/one"), 200);
  for (const char* endpoint : {"https://198.51.100.7/x", "https://evil.test/fcm.googleapis.com",
                               "https://fcm.googleapis.com@evil.test/", "https://127.0.0.1/", "https://[::1]/"}) {
    EXPECT_EQ(status(endpoint), 422) << endpoint;
  }
  EXPECT_EQ(connections, 0);
}

// The files that may reach out: mail and text messages, to the servers of kith.toml alone, push services on its
// list, PostgreSQL, and the command line to its own server.
TEST(Outside, IsReachedOnlyFromReviewedFiles) {
  const std::set<std::string> reviewed{"cli/admin.cpp", "modules/notifications/push.cpp",
                                       "modules/notifications/sms.cpp", "modules/notifications/smtp.cpp", "store/postgres/connection.cpp",
                                       "store/postgres/database.cpp"};
  std::set<std::string> found;
  const std::filesystem::path root = std::filesystem::path(KITH_SOURCE_DIR) / "src";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string name = std::filesystem::relative(entry.path(), root).string();
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".h") continue;
    if (name.find("/test/") != std::string::npos) continue;
    std::ifstream in(entry.path());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    for (const char* way : {"::connect(", "curl_easy_perform", "PQconnect", "async_connect", "async_resolve",
                            "getaddrinfo(", "gethostby"}) {
      if (text.find(way) != std::string::npos) found.insert(name);
    }
  }
  EXPECT_EQ(found, reviewed);
}

}  // namespace
}  // namespace kith::access
