#include "modules/notifications/sms.h"

#include <curl/curl.h>

#include <algorithm>
#include <fstream>
#include <mutex>

#include "base/json.h"
#include "base/refusal.h"

namespace kith {
namespace {

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeList>;

// What the gateway answers is not read: it might say anything.
std::size_t ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

bool is_number(const std::string& to) {
  return to.size() >= 8 && to.size() <= 16 && to[0] == '+' &&
         to.find_first_not_of("0123456789", 1) == std::string::npos;
}

Refusal bad_settings(std::string why) {
  return Refusal(RefusalKind::invalid, "notifications.sms_settings", std::move(why));
}

// "http://localhost.example.org" is somewhere else.
bool is_local(const std::string& url) {
  for (const std::string_view here : {"http://127.0.0.1", "http://localhost"}) {
    if (!url.starts_with(here)) continue;
    if (url.size() == here.size() || url[here.size()] == ':' || url[here.size()] == '/') return true;
  }
  return false;
}

void check(const SmsSettings& settings) {
  if (settings.url.empty() == settings.drop_folder.empty()) {
    throw bad_settings("Name the gateway's url or a drop_folder for text messages, not both.");
  }
  if (!settings.drop_folder.empty() && !std::filesystem::is_directory(settings.drop_folder)) {
    throw bad_settings("There is no folder " + settings.drop_folder.string() + " for text messages.");
  }
  if (!settings.url.empty() && !settings.url.starts_with("https://") && !is_local(settings.url)) {
    throw bad_settings("The gateway for text messages must be an https:// address.");
  }
  const auto breaks = [](char c) { return c == '\r' || c == '\n'; };
  if (std::ranges::any_of(settings.authorization, breaks)) {
    throw bad_settings("The gateway's authorization must be one line.");
  }
}

Json body_of(const SmsSettings& settings, const OutboundMessage& message) {
  Json body = Json::object({{settings.to_field, message.to}, {settings.text_field, message.text}});
  if (!settings.from.empty()) body.set(settings.from_field, settings.from);
  return body;
}

std::string form_of(CURL* curl, const Json& body) {
  std::string out;
  for (const auto& [name, value] : body.members()) {
    const std::string& text = value.string();
    char* escaped = curl_easy_escape(curl, text.c_str(), static_cast<int>(text.size()));
    out += (out.empty() ? "" : "&") + name + "=" + (escaped ? escaped : "");
    curl_free(escaped);
  }
  return out;
}

bool is_for_good(long code) {
  return code >= 400 && code < 500 && code != 401 && code != 403 && code != 408 && code != 429;
}

class Gateway : public Outbound {
 public:
  explicit Gateway(SmsSettings settings) : settings_(std::move(settings)) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }

  OutboundResult send(const OutboundMessage& message) override {
    if (message.channel != OutboundMessage::Channel::sms) return {false, true, "no_email"};
    if (!is_number(message.to)) return {false, true, "bad_address"};
    try {
      return settings_.drop_folder.empty() ? post(message) : drop(message);
    } catch (const std::exception&) {
      return {false, false, "broken"};  // its words might hold a number
    }
  }

 private:
  OutboundResult post(const OutboundMessage& message) const {
    const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
    if (!curl) return {false, false, "curl"};
    const Json body = body_of(settings_, message);
    const std::string text = settings_.as_form ? form_of(curl.get(), body) : to_text(body);
    const Headers headers = headers_for(message);
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(settings_.timeout).count();
    curl_easy_setopt(curl.get(), CURLOPT_URL, settings_.url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(wait));
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, text.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, ignore);
    return result_of(curl.get(), curl_easy_perform(curl.get()));
  }

  Headers headers_for(const OutboundMessage& message) const {
    const std::string type = settings_.as_form ? "application/x-www-form-urlencoded" : "application/json";
    curl_slist* list = curl_slist_append(nullptr, ("Content-Type: " + type).c_str());
    list = curl_slist_append(list, ("Idempotency-Key: " + message.message_id).c_str());
    if (!settings_.authorization.empty()) {
      list = curl_slist_append(list, ("Authorization: " + settings_.authorization).c_str());
    }
    return Headers(list);
  }

  static OutboundResult result_of(CURL* curl, CURLcode outcome) {
    if (outcome != CURLE_OK) return {false, false, "curl " + std::to_string(static_cast<int>(outcome))};
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    if (code >= 200 && code < 300) return {true, false, ""};
    return {false, is_for_good(code), "http " + std::to_string(code)};
  }

  OutboundResult drop(const OutboundMessage& message) const {
    const auto file = settings_.drop_folder / (message.message_id + ".json");
    auto unfinished = file;
    unfinished += ".partial";
    std::ofstream out(unfinished, std::ios::binary);
    Json body = body_of(settings_, message);
    out << to_text(body.set("id", message.message_id)) << '\n';
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(unfinished, file, error);
    if (!out || error) return {false, false, "folder"};
    return {true, false, ""};
  }

  SmsSettings settings_;
};

class Routes : public Outbound {
 public:
  Routes(std::unique_ptr<Outbound> email, std::unique_ptr<Outbound> sms)
      : email_(std::move(email)), sms_(std::move(sms)) {}
  OutboundResult send(const OutboundMessage& message) override {
    const bool is_text = message.channel == OutboundMessage::Channel::sms;
    Outbound* way = is_text ? sms_.get() : email_.get();
    if (!way) return {false, true, is_text ? "no_sms" : "no_email"};
    return way->send(message);
  }

 private:
  std::unique_ptr<Outbound> email_;
  std::unique_ptr<Outbound> sms_;
};

}  // namespace

std::unique_ptr<Outbound> make_sms_outbound(SmsSettings settings) {
  check(settings);
  return std::make_unique<Gateway>(std::move(settings));
}

std::unique_ptr<Outbound> make_routes(std::unique_ptr<Outbound> email, std::unique_ptr<Outbound> sms) {
  return std::make_unique<Routes>(std::move(email), std::move(sms));
}

}  // namespace kith
