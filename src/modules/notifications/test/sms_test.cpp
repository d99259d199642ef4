#include "modules/notifications/sms.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/refusal.h"
#include "modules/notifications/test/mail_server.h"
#include "testing/databases.h"

namespace kith {
namespace {

class Gateway : public MailServer {
 public:
  explicit Gateway(int status) : MailServer(std::to_string(status), "", "", "sms_server.py") {}
};

SmsSettings settings_for(const MailServer& server) {
  SmsSettings settings;
  settings.url = "http://127.0.0.1:" + std::to_string(server.port) + "/send";
  settings.from = "Kith";
  return settings;
}

OutboundMessage text() {
  return {OutboundMessage::Channel::sms, "+16045550123", "", "Il y a du nouveau : ça vous attend & bien.",
          "0199-id"};
}

OutboundResult send(const SmsSettings& settings, const OutboundMessage& message = text()) {
  return make_sms_outbound(settings)->send(message);
}

TEST(Sms, IsHandedToTheGatewayAsJson) {
  Gateway gateway(200);
  SmsSettings settings = settings_for(gateway);
  settings.authorization = "Bearer abc";
  EXPECT_TRUE(send(settings).accepted);
  const Json got = gateway.message();
  EXPECT_EQ(got.text("path"), "/send");
  EXPECT_EQ(got.text("key"), "0199-id");
  EXPECT_EQ(got.text("authorization"), "Bearer abc");
  const Json body = parse_json(got.text("body"));
  EXPECT_EQ(body.text("to"), "+16045550123");
  EXPECT_EQ(body.text("text"), text().text);
  EXPECT_EQ(body.text("from"), "Kith");
}

TEST(Sms, IsHandedOverAsAFormUnderTheGatewaysNames) {
  Gateway gateway(202);
  SmsSettings settings = settings_for(gateway);
  settings.as_form = true;
  settings.to_field = "msisdn";
  settings.text_field = "message";
  EXPECT_TRUE(send(settings).accepted);
  const Json got = gateway.message();
  EXPECT_EQ(got.text("type"), "application/x-www-form-urlencoded");
  EXPECT_NE(got.text("body").find("msisdn=%2B16045550123"), std::string::npos) << got.text("body");
  EXPECT_NE(got.text("body").find("%26%20bien"), std::string::npos) << got.text("body");
}

TEST(Sms, ARefusalIsForGoodAndTroubleIsNot) {
  for (const auto& [status, permanent] :
       {std::pair{400, true}, {404, true}, {401, false}, {429, false}, {500, false}, {302, false}}) {
    Gateway gateway(status);
    const OutboundResult result = send(settings_for(gateway));
    EXPECT_FALSE(result.accepted) << status;
    EXPECT_EQ(result.permanent, permanent) << status;
    EXPECT_EQ(result.detail, "http " + std::to_string(status));
  }
  SmsSettings nobody;
  nobody.url = "http://127.0.0.1:1/send";
  EXPECT_FALSE(send(nobody).permanent);
}

TEST(Sms, GoesToNumbersOnly) {
  Gateway gateway(200);
  OutboundMessage message = text();
  for (const std::string to : {"", "anna@example.org", "+1604\r\n555", "16045550123"}) {
    message.to = to;
    EXPECT_TRUE(send(settings_for(gateway), message).permanent) << to;
  }
  message = text();
  message.channel = OutboundMessage::Channel::email;
  EXPECT_EQ(send(settings_for(gateway), message).detail, "no_email");
}

TEST(Sms, CanBeAFileThatIsWholeWhenItHasItsName) {
  const TestFolder folder;
  SmsSettings settings;
  settings.drop_folder = folder.path();
  EXPECT_TRUE(send(settings).accepted);
  EXPECT_TRUE(send(settings).accepted);  // a second try writes the same file
  std::size_t files = 0;
  for (const auto& each : std::filesystem::directory_iterator(folder.path())) {
    ++files;
    EXPECT_EQ(each.path().filename(), "0199-id.json");
  }
  EXPECT_EQ(files, 1U);
  std::ifstream in(folder.path() / "0199-id.json");
  const std::string written{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(parse_json(written).text("to"), "+16045550123");
  EXPECT_EQ(parse_json(written).text("id"), "0199-id");
}

TEST(Sms, SettingsThatCannotBeSafeAreRefused) {
  const auto code = [](const SmsSettings& settings) {
    try {
      make_sms_outbound(settings);
    } catch (const Refusal& refusal) {
      return refusal.code();
    }
    return std::string();
  };
  SmsSettings settings;
  EXPECT_EQ(code(settings), "notifications.sms_settings");
  settings.url = "http://sms.example.org/send";
  EXPECT_EQ(code(settings), "notifications.sms_settings");
  settings.url = "http://localhost.example.org/send";
  EXPECT_EQ(code(settings), "notifications.sms_settings");
  settings.url = "https://sms.example.org/send";
  EXPECT_EQ(code(settings), "");
  settings.authorization = "Bearer a\r\nX-Evil: 1";
  EXPECT_EQ(code(settings), "notifications.sms_settings");
  settings = {};
  settings.drop_folder = "/no/such/folder";
  EXPECT_EQ(code(settings), "notifications.sms_settings");
}

TEST(Routes, EachMessageTakesItsWay) {
  class Takes : public Outbound {
   public:
    OutboundResult send(const OutboundMessage&) override { return {true, false, ""}; }
  };
  const auto mail_only = make_routes(std::make_unique<Takes>(), nullptr);
  EXPECT_EQ(mail_only->send(text()).detail, "no_sms");
  EXPECT_TRUE(mail_only->send(text()).permanent);
  EXPECT_TRUE(mail_only->send({OutboundMessage::Channel::email, "a@example.org", "", "", "1"}).accepted);
}

}  // namespace
}  // namespace kith
