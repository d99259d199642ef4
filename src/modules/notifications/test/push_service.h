#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "modules/notifications/push.h"
#include "modules/notifications/push_crypto.h"
#include "modules/notifications/test/mail_server.h"
#include "testing/databases.h"

namespace kith {

inline constexpr std::string_view own_private = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

// A real push service on this machine, and a way to it.
class LocalPushService {
 public:
  explicit LocalPushService(const std::string& answers)
      : server_(answers, certificate(), key(), "push_server.py") {
    settings.services = {host()};
    settings.trusted_certificates = certificate();
    settings.this_machine_too = true;
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(server_.port); }
  PushMessage message(const std::string& text = "{}") const {
    using namespace notifications;
    const PushReceiver to{
        from_base64url("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8p"
                       "ZGH6SRpkNtoIAiw4")
            .value(),
        from_base64url("BTBZMqHH6r4Tts7J_aSIgg").value()};
    SystemRandom random;
    const std::string endpoint = "https://" + host() + "/device/one";
    const VapidClaims claims{
        push_origin(endpoint, settings.services), "mailto:kith@example.org", {1'800'000'000'000'000}};
    return {endpoint, vapid_authorization(from_base64url(own_private).value(), claims), "topic-1",
            encrypt_push(to, draw_push_chance(random), text, 512)};
  }
  // What stands in a message that was meant for another service.
  std::string opened(PushMessage message) {
    message.endpoint = "https://" + host() + "/device/one";
    EXPECT_TRUE(make_push_service(settings)->send(message).accepted);
    return got().text("text");
  }
  PushResult send() const { return make_push_service(settings)->send(message()); }
  Json got() { return server_.message(); }

  PushSettings settings;

 private:
  std::string certificate() const {
    const std::string file = folder_.path() / "certificate.pem";
    if (std::filesystem::exists(file)) return file;
    const std::string make =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
        "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -out " +
        file + " -keyout " + key() + " 2>/dev/null";
    EXPECT_EQ(std::system(make.c_str()), 0);
    return file;
  }
  std::string key() const { return folder_.path() / "key.pem"; }

  TestFolder folder_;
  MailServer server_;
};

}  // namespace kith
