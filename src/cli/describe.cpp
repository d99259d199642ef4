#include "cli/describe.h"

#include "cli/scratch.h"

namespace kith {
std::string openapi_text() {
  InMemory nowhere;
  return to_indented_text(openapi_document(nowhere.installation().application().endpoints())) + "\n";
}

std::string access_text() {
  InMemory nowhere;
  return access_table(nowhere.installation().application().endpoints());
}

}  // namespace kith
