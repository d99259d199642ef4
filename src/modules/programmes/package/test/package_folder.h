#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace kith::package::testing {

namespace fs = std::filesystem;

inline fs::path shipped(const std::string& name) { return fs::path(KITH_SOURCE_DIR) / "programmes" / name; }

// A copy of a shipped package that a test may break, removed at the end.
class PackageFolder {
 public:
  explicit PackageFolder(const std::string& name) {
    std::string pattern = (fs::temp_directory_path() / "kith-package-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    root_ = pattern;
    fs::copy(shipped(name), path(), fs::copy_options::recursive);
  }
  ~PackageFolder() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  PackageFolder(const PackageFolder&) = delete;
  PackageFolder& operator=(const PackageFolder&) = delete;

  fs::path path() const { return root_ / "package"; }
  fs::path root() const { return root_; }

  std::string read(const std::string& file) const {
    std::ifstream stream(path() / file, std::ios::binary);
    std::stringstream out;
    out << stream.rdbuf();
    return out.str();
  }

  void write(const std::string& file, const std::string& text) const {
    std::ofstream(path() / file, std::ios::binary) << text;
  }

  // Replaces the first `from`, which must be there.
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error(file + " has no \"" + from + "\"");
    write(file, text.replace(at, from.size(), to));
  }

  // The line on which `text` first stands; 0 for the whole file.
  int line_of(const std::string& file, const std::string& text) const {
    if (text.empty()) return 0;
    const std::string all = read(file);
    const std::size_t at = all.find(text);
    if (at == std::string::npos) throw std::runtime_error(file + " has no \"" + text + "\"");
    return 1 + static_cast<int>(std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
  }

 private:
  fs::path root_;
};

}  // namespace kith::package::testing
