#include "modules/notifications/push.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

namespace kith {
namespace {

constexpr Duration kept_there = days(3);  // news that is older says nothing any more
constexpr Duration longest_wait = days(1);

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Headers = std::unique_ptr<curl_slist, FreeList>;

// What the service answers is not read: it might say anything.
std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// Parsed by the library that will connect, so that both read the same address.
class Address {
 public:
  explicit Address(const std::string& endpoint) : url_(curl_url()) {
    good_ =
        url_ && curl_url_set(url_.get(), CURLUPART_URL, endpoint.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
  }
  bool good() const { return good_; }
  std::string part(CURLUPart which) const {
    char* text = nullptr;
    if (curl_url_get(url_.get(), which, &text, 0) != CURLUE_OK) return "";
    std::string out = text;
    curl_free(text);
    return out;
  }

 private:
  std::unique_ptr<CURLU, FreeUrl> url_;
  bool good_ = false;
};

bool is_plain(const std::string& endpoint) {
  return std::ranges::all_of(endpoint, [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
}

bool is_of(const std::string& host, const std::string& service) {
  if (!service.starts_with("*.")) return host == service;
  return host.size() >= service.size() && host.ends_with(std::string_view(service).substr(1));
}

bool is_public(const in_addr& address) {
  const std::uint32_t ip = ntohl(address.s_addr);
  const auto in = [&](std::uint32_t net, int bits) { return ip >> (32 - bits) == net >> (32 - bits); };
  return !(in(0x00000000, 8) || in(0x0A000000, 8) || in(0x64400000, 10) || in(0x7F000000, 8) ||
           in(0xA9FE0000, 16) || in(0xAC100000, 12) || in(0xC0000000, 24) || in(0xC0A80000, 16) ||
           in(0xC6120000, 15) || ip >= 0xE0000000);
}

// Global unicast (2000::/3) alone, and what leads to IPv4 by another name not at all.
bool is_public(const in6_addr& address) {
  const unsigned char* bytes = address.s6_addr;
  const bool global = (bytes[0] & 0xE0) == 0x20;
  const bool six_to_four = bytes[0] == 0x20 && bytes[1] == 0x02;
  const bool teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
  return global && !six_to_four && !teredo;
}

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET)
    return is_public(reinterpret_cast<const sockaddr_in*>(address)->sin_addr);
  if (address->sa_family != AF_INET6) return false;
  return is_public(reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr);
}

// The last gate: whatever a name resolved to, a private address is not connected to.
curl_socket_t open_public(void* any_address, curlsocktype, curl_sockaddr* to) {
  if (!*static_cast<const bool*>(any_address) && !is_public(&to->addr)) return CURL_SOCKET_BAD;
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

bool is_trouble(long code) { return code == 401 || code == 403 || code == 408 || code == 429 || code >= 500; }

class BrowserServices : public PushService {
 public:
  explicit BrowserServices(PushSettings settings) : settings_(std::move(settings)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }

  PushResult send(const PushMessage& message) override {
    if (push_origin(message.endpoint, settings_.services).empty()) {
      return {false, false, true, {}, "unknown_service"};
    }
    try {
      return post(message);
    } catch (const std::exception&) {
      return {false, false, false, {}, "broken"};  // its words might hold an address
    }
  }

 private:
  PushResult post(const PushMessage& message) {
    const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
    if (!curl) return {false, false, false, {}, "curl"};
    const Headers headers = headers_for(message);
    set_way(curl.get());
    curl_easy_setopt(curl.get(), CURLOPT_URL, message.endpoint.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(message.body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, message.body.data());
    return result_of(curl.get(), curl_easy_perform(curl.get()));
  }

  void set_way(CURL* curl) {
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(settings_.timeout).count();
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(wait));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &settings_.this_machine_too);
    if (!settings_.trusted_certificates.empty()) {
      curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.trusted_certificates.c_str());
    }
  }

  static Headers headers_for(const PushMessage& message) {
    const auto ttl = std::chrono::duration_cast<std::chrono::seconds>(kept_there).count();
    curl_slist* list = nullptr;
    for (const std::string& each :
         {"Authorization: " + message.authorization, std::string("Content-Encoding: aes128gcm"),
          std::string("Content-Type: application/octet-stream"), "Topic: " + message.topic,
          "TTL: " + std::to_string(ttl), std::string("Urgency: normal")}) {
      list = curl_slist_append(list, each.c_str());
    }
    return Headers(list);
  }

  static PushResult result_of(CURL* curl, CURLcode outcome) {
    if (outcome != CURLE_OK) {
      return {false, false, false, {}, "curl " + std::to_string(static_cast<int>(outcome))};
    }
    long code = 0;
    curl_off_t wait_s = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &wait_s);
    if (code >= 200 && code < 300) return {true, false, false, {}, ""};
    const bool gone = code == 404 || code == 410;
    const auto most = std::chrono::duration_cast<std::chrono::seconds>(longest_wait).count();
    const Duration wait = seconds(std::clamp<std::int64_t>(wait_s, 0, most));
    return {false, gone, !gone && !is_trouble(code), wait, "http " + std::to_string(code)};
  }

  PushSettings settings_;
};

}  // namespace

std::unique_ptr<PushService> make_push_service(PushSettings settings) {
  return std::make_unique<BrowserServices>(std::move(settings));
}

std::vector<std::string> well_known_push_services() {
  return {"fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com",
          "*.notify.windows.com"};
}

std::string push_origin(const std::string& endpoint, const std::vector<std::string>& services) {
  if (!endpoint.starts_with("https://") || !is_plain(endpoint)) return "";
  const Address address(endpoint);
  if (!address.good() || !address.part(CURLUPART_FRAGMENT).empty()) return "";
  const std::string port = address.part(CURLUPART_PORT);
  std::string host = address.part(CURLUPART_HOST);
  std::ranges::transform(host, host.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  if (!port.empty() && port != "443") host += ":" + port;
  const bool known =
      std::ranges::any_of(services, [&](const std::string& each) { return is_of(host, each); });
  return known ? "https://" + host : "";
}

}  // namespace kith
