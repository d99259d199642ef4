#include "store/sqlite/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/database.h"

namespace kith {

LockFile::LockFile(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) {
    throw StoreError("cannot make the lock file " + file.string() + ": " + std::strerror(errno) +
                     "; the folder must be there and belong to Kith's user");
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(descriptor_);
  throw StoreError("another Kith is using this database (" + file.string() + " is held)");
}

// The file stays: removing it would let two processes hold two files of one name.
LockFile::~LockFile() { ::close(descriptor_); }

}  // namespace kith
