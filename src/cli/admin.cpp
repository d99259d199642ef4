#include "cli/admin.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <iostream>
#include <stdexcept>

#include "base/refusal.h"
#include "kernel/problem.h"

namespace kith {
namespace {

constexpr std::size_t longest_line = 1 << 20;

void say_here(Stream stream, const std::string& line) {
  (stream == Stream::out ? std::cout : std::cerr) << line << '\n' << std::flush;
}

// What a command refuses becomes a line and an exit code; a bug or a broken store is another matter.
int run_here(Installation& installation, const std::string& name, const Json& arguments, const Say& say) {
  try {
    const auto found = admin_commands().find(name);
    if (found == admin_commands().end()) throw std::runtime_error("there is no command " + name);
    return found->second(installation, arguments, say);
  } catch (const Refusal& refusal) {
    say(Stream::error, refusal.detail());
    for (const FieldError& each : refusal.fields()) say(Stream::error, each.field + ": " + each.message);
    return exit_code_of(refusal.kind());
  } catch (const std::exception& error) {
    say(Stream::error, error.what());
    return 2;
  }
}

sockaddr_un address_of(const std::filesystem::path& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.string().size() >= sizeof(address.sun_path)) {
    throw std::runtime_error("the path of the data folder is too long for a socket: " + path.string());
  }
  std::strcpy(address.sun_path, path.c_str());
  return address;
}

bool send_all(int socket, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t now = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (now <= 0) return false;
    sent += static_cast<std::size_t>(now);
  }
  return true;
}

// Reads whole lines; gives each to `take`, which says whether to go on.
void read_lines(int socket, const std::function<bool(const std::string&)>& take) {
  std::string waiting;
  char buffer[4096];
  for (;;) {
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0 || waiting.size() > longest_line) return;
    waiting.append(buffer, static_cast<std::size_t>(got));
    for (std::size_t end; (end = waiting.find('\n')) != std::string::npos;) {
      const std::string line = waiting.substr(0, end);
      waiting.erase(0, end + 1);
      if (!take(line)) return;
    }
  }
}

// The exit code of the running server's answer, or -1 when no server listens.
int run_there(const std::filesystem::path& path, const std::string& name, const Json& arguments) {
  const sockaddr_un address = address_of(path);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket);
    return -1;
  }
  send_all(socket, to_text(Json::object({{"command", name}, {"arguments", arguments}})) + "\n");
  int exit_code = 2;
  bool ended = false;
  read_lines(socket, [&](const std::string& line) {
    const Json answer = parse_json(line);
    if (const Json* code = answer.find("exit")) {
      exit_code = static_cast<int>(code->integer());
      ended = true;
      return false;
    }
    say_here(answer.text("stream") == "error" ? Stream::error : Stream::out, answer.text("line"));
    return true;
  });
  ::close(socket);
  if (!ended) say_here(Stream::error, "the server stopped before the command was done; see its log");
  return exit_code;
}

void serve_one(Installation& installation, int socket) {
  const Say say = [socket](Stream stream, const std::string& line) {
    send_all(socket,
             to_text(Json::object({{"stream", stream == Stream::error ? "error" : "out"}, {"line", line}})) +
                 "\n");
  };
  read_lines(socket, [&](const std::string& line) {
    const Json asked = parse_json(line);
    const Json* arguments = asked.find("arguments");
    const int code =
        run_here(installation, asked.text("command"), arguments ? *arguments : Json::object(), say);
    send_all(socket, to_text(Json::object({{"exit", code}})) + "\n");
    return false;
  });
}

}  // namespace

int run_admin(const Settings& settings, Opening opening, const std::string& command, const Json& arguments) {
  const int code = run_there(settings.admin_socket(), command, arguments);
  if (code >= 0) return code;
  Installation installation(settings, opening);
  const int done = run_here(installation, command, arguments, say_here);
  // What the command set going (invitations, tasks) is carried out before the door closes.
  installation.application().settle();
  return done;
}

AdminSocket::AdminSocket(Installation& installation) : installation_(installation) {
  const auto path = installation.settings().admin_socket();
  const sockaddr_un address = address_of(path);
  ::unlink(path.c_str());
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const mode_t before = ::umask(0177);
  const bool bound = ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::umask(before);
  if (!bound || ::listen(listener_, 4) != 0 || ::pipe2(stop_pipe_, O_CLOEXEC) != 0) {
    throw std::runtime_error("cannot listen on " + path.string() + ": " + std::strerror(errno));
  }
  thread_ = std::thread([this] { loop(); });
}

AdminSocket::~AdminSocket() {
  ::close(stop_pipe_[1]);
  thread_.join();
  ::close(stop_pipe_[0]);
  ::close(listener_);
  ::unlink(installation_.settings().admin_socket().c_str());
}

void AdminSocket::loop() {
  for (;;) {
    pollfd ready[2] = {{listener_, POLLIN, 0}, {stop_pipe_[0], POLLIN, 0}};
    if (::poll(ready, 2, -1) < 0 && errno != EINTR) return;
    if (ready[1].revents != 0) return;
    if ((ready[0].revents & POLLIN) == 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    try {
      serve_one(installation_, socket);
    } catch (const std::exception& error) {
      installation_.log().error("admin_failed", {{"what", error.what()}});
    }
    ::close(socket);
  }
}

}  // namespace kith
