#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "base/json.h"

extern char** environ;

namespace kith {

// A real SMTP server, or another script of this folder, in a process of its own, for as long as this lives.
class MailServer {
 public:
  explicit MailServer(const std::string& mode, const std::string& certificate = "",
                      const std::string& key = "", const std::string& script = "mail_server.py") {
    int to[2];
    int from[2];
    EXPECT_EQ(pipe2(to, O_CLOEXEC) + pipe2(from, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to[0], 0);
    posix_spawn_file_actions_adddup2(&actions, from[1], 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);  // it complains of our misdeeds
    std::vector<std::string> words{
        "/usr/bin/python3", std::string(KITH_SOURCE_DIR) + "/src/modules/notifications/test/" + script, mode};
    if (!certificate.empty()) words.insert(words.end(), {certificate, key});
    std::vector<char*> arguments;
    for (std::string& each : words) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    EXPECT_EQ(posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(to[0]);
    close(from[1]);
    input_ = to[1];
    output_ = fdopen(from[0], "r");
    port = std::atoi(line().c_str());
    EXPECT_GT(port, 0);
  }
  ~MailServer() {
    close(input_);
    std::fclose(output_);
    waitpid(process_, nullptr, 0);
  }
  MailServer(const MailServer&) = delete;
  MailServer& operator=(const MailServer&) = delete;

  Json message() { return parse_json(line()); }

  int port = 0;

 private:
  std::string line() {
    char* text = nullptr;
    std::size_t size = 0;
    const ssize_t length = getline(&text, &size, output_);
    std::string out = length > 0 ? std::string(text, static_cast<std::size_t>(length)) : "";
    free(text);
    return out;
  }

  pid_t process_ = 0;
  int input_ = -1;
  std::FILE* output_ = nullptr;
};

}  // namespace kith
