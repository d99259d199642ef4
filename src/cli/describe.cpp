#include "cli/describe.h"

#include <filesystem>

#include "base/world.h"
#include "cli/installation.h"

namespace kith {
namespace {

// An installation in memory, in a folder that goes away.
class Nowhere {
 public:
  Nowhere() {
    SystemRandom random;
    folder_ = std::filesystem::temp_directory_path() / ("kith-" + random.token(12));
    Settings settings;
    settings.data = folder_;
    settings.database_url = "sqlite::memory:";
    installation_ = std::make_unique<Installation>(settings, Opening::create);
  }
  ~Nowhere() {
    installation_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  const Endpoints& endpoints() { return installation_->application().endpoints(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Installation> installation_;
};

}  // namespace

std::string openapi_text() {
  Nowhere nowhere;
  return to_text(openapi_document(nowhere.endpoints())) + "\n";
}

std::string access_text() {
  Nowhere nowhere;
  return access_table(nowhere.endpoints());
}

}  // namespace kith
