#include "modules/notifications/push.h"

#include "modules/notifications/test/push_service.h"

namespace kith {
namespace {

using namespace notifications;

using Service = LocalPushService;

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
