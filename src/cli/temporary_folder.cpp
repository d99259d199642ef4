#include "cli/temporary_folder.h"

#include <cstdlib>
#include <string>

#include "base/refusal.h"

namespace kith {

TemporaryFolder::TemporaryFolder() {
  std::string path = (std::filesystem::temp_directory_path() / "kith-XXXXXX").string();
  if (!::mkdtemp(path.data())) {
    throw Refusal(RefusalKind::invalid, "scratch.folder", "cannot make a folder beside " + path);
  }
  path_ = path;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace kith
