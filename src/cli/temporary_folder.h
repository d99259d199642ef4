#pragma once

#include <filesystem>

namespace kith {

// An empty folder that goes away, with all that is in it, at the end.
class TemporaryFolder {
 public:
  // Throws Refusal invalid "scratch.folder" where none can be made.
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace kith
