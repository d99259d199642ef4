#include "modules/notifications/push.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "modules/notifications/push_crypto.h"
#include "modules/notifications/test/mail_server.h"
#include "testing/databases.h"

namespace kith {
namespace {

using namespace notifications;

constexpr std::string_view own_private = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";

// A real push service on this machine, and a way to it.
class Service {
 public:
  explicit Service(const std::string& answers) : server_(answers, certificate(), key(), "push_server.py") {
    settings.services = {host()};
    settings.trusted_certificates = certificate();
    settings.this_machine_too = true;
  }
  std::string host() const { return "127.0.0.1:" + std::to_string(server_.port); }
  PushMessage message(const std::string& text = "{}") const {
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

// The service opens it with another library and verifies the signature.
// Planted fault: the second number of the signature left out of both_numbers().
TEST(Push, IsOpenedAndBelievedByAServiceThatIsNotOurs) {
  Service service("201");
  const std::string text = R"({"body":"Du nouveau vous attend."})";
  EXPECT_TRUE(make_push_service(service.settings)->send(service.message(text)).accepted);
  const Json got = service.got();
  EXPECT_EQ(got.text("text"), text);
  EXPECT_EQ(got.text("path"), "/device/one");
  EXPECT_EQ(got.text("encoding"), "aes128gcm");
  EXPECT_EQ(got.text("topic"), "topic-1");
  EXPECT_EQ(got.text("ttl"), "259200");
  EXPECT_EQ(got.text("urgency"), "normal");
  const Json& claims = *got.find("claims");
  EXPECT_EQ(claims.text("aud"), "https://" + service.host());
  EXPECT_EQ(claims.text("sub"), "mailto:kith@example.org");
  EXPECT_EQ(claims.text("k"), to_base64url(public_key_of(from_base64url(own_private).value())));
  EXPECT_EQ(claims.find("exp")->integer(), 1'800'000'000);
}

TEST(Push, EachAnswerOfAServiceHasItsMeaning) {
  struct Case {
    int status;
    bool gone;
    bool permanent;
  };
  for (const auto& [status, gone, permanent] : {Case{404, true, false},
                                                {410, true, false},
                                                {400, false, true},
                                                {413, false, true},
                                                {302, false, true},
                                                {403, false, false},
                                                {429, false, false},
                                                {500, false, false},
                                                {503, false, false}}) {
    Service service(std::to_string(status));
    const PushResult result = service.send();
    EXPECT_FALSE(result.accepted) << status;
    EXPECT_EQ(result.gone, gone) << status;
    EXPECT_EQ(result.permanent, permanent) << status;
    EXPECT_EQ(result.detail, "http " + std::to_string(status));
  }
}

// Planted fault: CURLINFO_RETRY_AFTER not asked.
TEST(Push, HearsHowLongAServiceWantsToBeLeftAlone) {
  EXPECT_EQ(Service("429:120").send().retry_after, Duration(seconds(120)));
  EXPECT_EQ(Service("503:9999999").send().retry_after, Duration(days(1)));
  EXPECT_EQ(Service("429").send().retry_after, Duration(0));
}

// Planted fault: open_public() that opens whatever it is given.
TEST(Push, ConnectsToNoPrivateAddressWhateverANameResolvesTo) {
  Service service("201");
  service.settings.this_machine_too = false;
  const PushResult result = service.send();
  EXPECT_FALSE(result.accepted);
  EXPECT_EQ(result.detail, "curl 7");
}

TEST(Push, TrustsNoServiceThatNobodyVouchesFor) {
  Service service("201");
  service.settings.trusted_certificates.clear();
  EXPECT_EQ(service.send().detail, "curl 60");
}

TEST(Push, AsksNobodyWhoIsNotOnTheList) {
  Service service("201");
  service.settings.services = well_known_push_services();
  const PushResult result = service.send();
  EXPECT_TRUE(result.permanent);
  EXPECT_EQ(result.detail, "unknown_service");
}

// Promise I7. Planted fault: `host.ends_with(service)` in is_of().
TEST(PushServices, AreThoseOfTheListAndNoOthers) {
  const auto known = well_known_push_services();
  for (const std::string endpoint :
       {"https://fcm.googleapis.com/fcm/send/abc", "https://FCM.googleapis.com/x",
        "https://fcm.googleapis.com:443/x", "https://updates.push.services.mozilla.com/wpush/v2/a",
        "https://web.push.apple.com/a", "https://wns2-par02p.notify.windows.com/w/?token=a"}) {
    EXPECT_NE(push_origin(endpoint, known), "") << endpoint;
  }
  EXPECT_EQ(push_origin("https://FCM.googleapis.com:443/x", known), "https://fcm.googleapis.com");
  for (const std::string endpoint : {"",
                                     "http://fcm.googleapis.com/x",
                                     "https://fcm.googleapis.com:8443/x",
                                     "https://evil.test/x",
                                     "https://evilfcm.googleapis.com/x",
                                     "https://fcm.googleapis.com.evil.test/x",
                                     "https://push.apple.com/a",
                                     "https://evilpush.apple.com/a",
                                     "https://127.0.0.1/x",
                                     "https://[::1]/x",
                                     "https://user@fcm.googleapis.com/x",
                                     "https://fcm.googleapis.com@evil.test/x",
                                     "https://evil.test/#@fcm.googleapis.com/",
                                     "https://evil.test\\@fcm.googleapis.com/",
                                     "https://fcm.googleapis.com\r\nHost: evil.test/",
                                     "https://fcm.googleapis.com/x#part",
                                     "https://",
                                     "file:///etc/passwd",
                                     "https://fcm.googleapis.com./x",
                                     "https://2130706433/x"}) {
    EXPECT_EQ(push_origin(endpoint, known), "") << endpoint;
  }
}

}  // namespace
}  // namespace kith
