#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "base/json.h"
#include "cli/installation.h"

// Commands that need the database. One process alone may have it open, so while a server runs they are
// carried out by it: the command line sends them over a socket in the data folder that only the operator can
// open.
namespace kith {

enum class Stream { out, error };
using Say = std::function<void(Stream, const std::string& line)>;

// Returns the exit code.
using AdminCommand = std::function<int(Installation&, const Json& arguments, const Say&)>;
const std::map<std::string, AdminCommand>& admin_commands();

// Runs the command in the running server when there is one, else here with the database opened for it. Lines
// go to standard output and standard error.
int run_admin(const Settings& settings, Opening opening, const std::string& command, const Json& arguments);

// Listens for commands while the server runs; one at a time.
class AdminSocket {
 public:
  explicit AdminSocket(Installation& installation);
  ~AdminSocket();

 private:
  void loop();
  Installation& installation_;
  int listener_ = -1;
  int stop_pipe_[2] = {-1, -1};
  std::thread thread_;
};

}  // namespace kith
