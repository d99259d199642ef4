#include "http/security_headers.h"

namespace kith::http {

std::string content_security_policy(std::string_view script_hashes) {
  constexpr std::string_view mark = "%scripts%";
  std::string out(content_security_policy_text);
  const std::string insert = script_hashes.empty() ? "" : " " + std::string(script_hashes);
  return out.replace(out.find(mark), mark.size(), insert);
}

}  // namespace kith::http
