#include "modules/notifications/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <mutex>

#include "base/refusal.h"
#include "modules/notifications/mail_text.h"

namespace kith {
namespace {

using notifications::is_mailable;
using notifications::mail_text;

struct CloseCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
  std::string text;
  std::size_t at = 0;
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* from) {
  auto* upload = static_cast<Upload*>(from);
  const std::size_t part = std::min(size * count, upload->text.size() - upload->at);
  std::memcpy(to, upload->text.data() + upload->at, part);
  upload->at += part;
  return part;
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "127.0.0.1" || host == "::1" || host == "[::1]";
}

Refusal bad_settings(std::string why) {
  return Refusal(RefusalKind::invalid, "notifications.mail_settings", std::move(why));
}

void check(const SmtpSettings& settings) {
  if (settings.host.empty() || settings.host.find_first_of("/@ ") != std::string::npos) {
    throw bad_settings("Name the mail server's host, such as mail.example.org.");
  }
  if (settings.port < 1 || settings.port > 65535)
    throw bad_settings("The mail server's port must be 1 to 65535.");
  if (!is_mailable(settings.from_address)) {
    throw bad_settings("The sender must be one e-mail address, such as kith@example.org.");
  }
  if (settings.security == SmtpSecurity::none && !is_this_machine(settings.host)) {
    throw bad_settings(
        "Without encryption letters may go to a mail server on this machine only. Use starttls or tls.");
  }
}

// A sign-in that the server refused is the operator's to mend, not a fault of the letter.
bool is_about_sign_in(long code) { return code == 530 || code == 534 || code == 535 || code == 538; }

class Smtp : public Outbound {
 public:
  Smtp(SmtpSettings settings, Clock& clock) : settings_(std::move(settings)), clock_(clock) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }

  OutboundResult send(const OutboundMessage& message) override {
    if (message.channel == OutboundMessage::Channel::sms) return {false, true, "no_sms"};
    if (!is_mailable(message.to)) return {false, true, "bad_address"};
    try {
      return hand_over(message);
    } catch (const std::exception&) {
      return {false, false, "broken"};  // its words might hold an address
    }
  }

 private:
  OutboundResult hand_over(const OutboundMessage& message) const {
    const std::unique_ptr<CURL, CloseCurl> curl(curl_easy_init());
    const std::unique_ptr<curl_slist, FreeList> to(
        curl_slist_append(nullptr, ("<" + message.to + ">").c_str()));
    if (!curl || !to) return {false, false, "curl"};
    Upload upload{mail_text(message, {settings_.from_address, settings_.from_name, settings_.unsubscribe},
                            clock_.now())};
    set_way(curl.get());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ("<" + settings_.from_address + ">").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    return result_of(curl.get(), curl_easy_perform(curl.get()));
  }

  // Where to, how protected and for how long.
  void set_way(CURL* curl) const {
    const std::string scheme = settings_.security == SmtpSecurity::tls ? "smtps://" : "smtp://";
    const std::string url = scheme + settings_.host + ":" + std::to_string(settings_.port);
    const auto timeout_ms = std::chrono::duration_cast<std::chrono::milliseconds>(settings_.timeout).count();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout_ms));
    if (settings_.security != SmtpSecurity::none) {
      curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    if (!settings_.trusted_certificates.empty()) {
      curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.trusted_certificates.c_str());
    }
    if (!settings_.user.empty()) {
      curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
      curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
    }
  }

  static OutboundResult result_of(CURL* curl, CURLcode outcome) {
    if (outcome == CURLE_OK) return {true, false, ""};
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    const bool answered = outcome == CURLE_SEND_ERROR || outcome == CURLE_WEIRD_SERVER_REPLY;
    if (answered && code >= 400) {
      return {false, code >= 500 && !is_about_sign_in(code), "smtp " + std::to_string(code)};
    }
    return {false, false, "curl " + std::to_string(static_cast<int>(outcome))};
  }

  SmtpSettings settings_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<Outbound> make_smtp_outbound(SmtpSettings settings, Clock& clock) {
  check(settings);
  return std::make_unique<Smtp>(std::move(settings), clock);
}

}  // namespace kith
