#include "modules/programmes/package/folder.h"

#include <algorithm>
#include <fstream>

#include "base/text.h"

namespace kith::package {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 200;
constexpr std::uintmax_t most_bytes = 1024 * 1024;
constexpr int deepest_folder = 3;
// Only programmes with groups, and with a trial, have these.
constexpr std::string_view groups_file = "groups.yaml";
constexpr std::string_view trial_file = "trial.yaml";

bool belongs(const std::string& name) {
  if (name == "README.md" || name == groups_file || name == trial_file) return true;
  const auto& files = package_files();
  if (std::find(files.begin(), files.end(), name) != files.end()) return true;
  const auto parts = split(name, '/');
  if (parts.size() != 3 || parts[0] != "texts") return false;
  return parts[2] == "messages.yaml" || parts[2].ends_with(".md");
}

// Walks the folder by hand, because a link must be seen before anything follows it.
class Walk {
 public:
  explicit Walk(Findings& findings) : findings_(findings) {}

  void folder(const fs::path& at, const std::string& name, int depth) {
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator each(at, error), end; !error && each != end; each.increment(error)) {
      entries.push_back(*each);
      if (entries.size() > most_files) return too_many();
    }
    if (error) findings_.add({name, 0, 0}, "this folder cannot be read", "check its permissions");
    std::sort(entries.begin(), entries.end());
    for (const auto& each : entries) entry(each, name, depth);
  }

  Files take() { return std::move(files_); }

 private:
  void entry(const fs::directory_entry& each, const std::string& around, int depth) {
    const std::string leaf = each.path().filename().string();
    if (leaf.starts_with('.') || (around.empty() && leaf == "tests") || stopped_) return;
    const std::string name = around.empty() ? leaf : around + "/" + leaf;
    const Place place{for_log(name), 0, 0};
    std::error_code error;
    if (each.is_symlink(error)) {
      findings_.add(place, "this is a link", "put the file itself into the package");
    } else if (each.is_directory(error) && depth < deepest_folder) {
      folder(each.path(), name, depth + 1);
    } else if (!each.is_regular_file(error)) {
      findings_.add(place, "this is not a plain file", "take it out of the package");
    } else if (++count_ > most_files) {
      too_many();
    } else if (!belongs(name)) {
      findings_.add(place, "no file of this name belongs in a package", misplaced(name));
    } else {
      file(each.path(), name);
    }
  }

  void too_many() {
    if (!stopped_) {
      findings_.add({"", 0, 0}, "the package has more than " + std::to_string(most_files) + " files",
                    "take out what does not belong to it");
    }
    stopped_ = true;
  }

  static std::string misplaced(const std::string& name) {
    const std::string near = nearest(name, package_files());
    if (!near.empty()) return "did you mean " + near + "?";
    return "take it out, or see the list of files in docs/writing-programmes";
  }

  void file(const fs::path& path, const std::string& name) {
    std::ifstream stream(path, std::ios::binary);
    std::string text(most_bytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (stream.bad() || !stream.is_open()) {
      findings_.add({name, 0, 0}, "this file cannot be read", "check its permissions");
    } else if (text.size() > most_bytes) {
      findings_.add({name, 0, 0}, "this file is larger than 1 MB", "shorten it");
    } else {
      files_[name] = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : std::move(text);
    }
  }

  Findings& findings_;
  Files files_;
  std::size_t count_ = 0;
  bool stopped_ = false;
};

}  // namespace

const std::vector<std::string>& package_files() {
  static const std::vector<std::string> files = {"programme.yaml", "profile.yaml", "matching.yaml",
                                                 "clocks.yaml", "safeguarding.yaml"};
  return files;
}

Files read_folder(const std::filesystem::path& folder, Findings& findings) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    findings.add({folder.filename().string(), 0, 0}, "there is no folder here",
                 "name the folder of a package");
    return {};
  }
  Walk walk(findings);
  walk.folder(folder, "", 0);
  return walk.take();
}

}  // namespace kith::package
