#pragma once

#include <filesystem>

namespace kith {

// Holds `file` against every other process until it is destroyed. Throws StoreError when somebody else does.
class LockFile {
 public:
  explicit LockFile(const std::filesystem::path& file);
  ~LockFile();
  LockFile(const LockFile&) = delete;
  LockFile& operator=(const LockFile&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace kith
