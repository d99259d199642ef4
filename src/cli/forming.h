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

  // What to print and the exit code, when one of them was given.
  struct Output {
    std::string text;
    int exit_code = 0;
  };
  std::optional<Output> run() const;

 private:
  struct Given;
  std::unique_ptr<Given> given_;
};

}  // namespace kith
