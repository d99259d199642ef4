#pragma once

#include <memory>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace kith {

// The commands that need files and no database: `kith groups` and `kith allocate`.
class FormingCommands {
 public:
  explicit FormingCommands(CLI::App& app);
  ~FormingCommands();

  // What to print, when one of them was given.
  std::optional<std::string> run() const;

 private:
  struct Given;
  std::unique_ptr<Given> given_;
};

}  // namespace kith
