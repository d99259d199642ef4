#include "store/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/database.h"

namespace kith {

namespace {

[[noreturn]] void refuse(std::string_view what, const std::filesystem::path& file) {
  const int code = errno;
  throw StoreError(fmt::format("cannot {} {}: {}", what, file.string(), std::strerror(code)));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  bool bad() const { return number_ < 0; }

 private:
  int number_;
};

}  // namespace

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

void make_private_file(const std::filesystem::path& file) {
  const Descriptor made(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (made.bad()) refuse("make", file);
}

void write_private_file(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::path partial = file;
  partial += ".partial";
  ::unlink(partial.c_str());
  {
    const Descriptor made(::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (made.bad()) refuse("make", partial);
    while (!content.empty()) {
      const ssize_t written = ::write(made.number(), content.data(), content.size());
      if (written < 0 && errno != EINTR) refuse("write", partial);
      if (written > 0) content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(made.number()) != 0) refuse("sync", partial);
  }
  publish_file(partial, file);
}

void require_private(const std::filesystem::path& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) refuse("look at", file);
  if ((facts.st_mode & 0077) == 0) return;
  throw StoreError(fmt::format("{} may be read by others than its owner; run: chmod 600 {}", file.string(),
                               file.string()));
}

void sync_to_disk(const std::filesystem::path& path) {
  const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.bad()) refuse("open", path);
  if (::fsync(opened.number()) != 0) refuse("sync", path);
}

void publish_file(const std::filesystem::path& finished, const std::filesystem::path& name) {
  // link refuses a taken name, where rename would replace the file.
  if (::link(finished.c_str(), name.c_str()) != 0) refuse("name", name);
  ::unlink(finished.c_str());
  sync_to_disk(folder_of(name));
}

}  // namespace kith
