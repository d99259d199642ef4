#include "cli/shipped.h"

#include <fstream>
#include <span>
#include <stdexcept>

#include "http/static_files.h"

namespace kith {

namespace http {
std::span<const StaticFile> embedded_programmes();
}

std::filesystem::path unpack_shipped_programmes(const std::filesystem::path& folder) {
  const auto place = folder / "shipped-programmes";
  std::filesystem::remove_all(place);
  for (const http::StaticFile& file : http::embedded_programmes()) {
    const auto path = place / std::filesystem::path(file.path).relative_path();
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out.write(file.plain.data(), static_cast<std::streamsize>(file.plain.size()));
    if (!out) throw std::runtime_error("cannot write " + path.string());
  }
  return place;
}

}  // namespace kith
