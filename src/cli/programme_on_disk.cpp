#include "cli/programme_on_disk.h"

#include <algorithm>
#include <vector>

#include "base/refusal.h"
#include "cli/shipped.h"

namespace kith {
namespace {

namespace fs = std::filesystem;

std::string names_in(const fs::path& shipped) {
  std::vector<std::string> names;
  for (const auto& each : fs::directory_iterator(shipped)) names.push_back(each.path().filename().string());
  std::ranges::sort(names);
  std::string out;
  for (const std::string& each : names) out += (out.empty() ? "" : ", ") + each;
  return out;
}

fs::path folder_of(const std::string& name, const fs::path& shipped) {
  const bool is_key = !name.empty() && name.find_first_of("/\\.") == std::string::npos;
  if (is_key && fs::is_directory(shipped / name)) return shipped / name;
  if (fs::is_directory(name)) return name;
  throw Refusal(RefusalKind::not_found, "programme.unknown",
                name + ": there is no such programme; name a folder, or one that Kith ships (" +
                    names_in(shipped) + ")");
}

}  // namespace

ProgrammeOnDisk::ProgrammeOnDisk(const std::string& name)
    : shipped_(unpack_shipped_programmes(unpacked_.path())) {
  auto loaded = package::load_package(folder_of(name, shipped_));
  if (!loaded.good()) {
    throw Refusal(RefusalKind::invalid, "programme.wrong", package::format_problems(loaded.problems));
  }
  programme_.key = loaded.package.id;
  programme_.package = std::make_shared<package::Package>(std::move(loaded.package));
}

}  // namespace kith
