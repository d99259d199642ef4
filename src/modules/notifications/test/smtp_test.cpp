#include "modules/notifications/smtp.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/refusal.h"
#include "modules/notifications/mail_text.h"
#include "modules/notifications/test/mail_server.h"
#include "testing/databases.h"

namespace kith {
namespace {

StepClock& fixed_clock() {
  static StepClock clock(from_rfc3339("2026-11-23T17:00:00Z").value());
  return clock;
}

SmtpSettings settings_for(const MailServer& server) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = server.port;
  settings.security = SmtpSecurity::none;
  settings.from_address = "kith@example.org";
  return settings;
}

OutboundMessage letter() {
  return {OutboundMessage::Channel::email, "anna@example.com", "Quelqu’un aimerait parler",
          "Bonjour Zoë,\n\n.\nUne ligne.\n", "0199-id"};
}

OutboundResult send(const SmtpSettings& settings, const OutboundMessage& message = letter()) {
  return make_smtp_outbound(settings, fixed_clock())->send(message);
}

TEST(Smtp, HandsTheLetterOver) {
  MailServer server("takes");
  const OutboundResult result = send(settings_for(server));
  EXPECT_TRUE(result.accepted) << result.detail;
  const Json got = server.message();
  EXPECT_EQ(got.text("from"), "kith@example.org");
  EXPECT_EQ(got.find("to")->array_items().at(0).string(), "anna@example.com");
  const std::string& data = got.text("data");
  EXPECT_NE(data.find("Message-Id: <0199-id@example.org>"), std::string::npos) << data;
  EXPECT_NE(data.find("From: Kith <kith@example.org>"), std::string::npos) << data;
  EXPECT_NE(data.find("To: anna@example.com"), std::string::npos) << data;
  EXPECT_NE(data.find("Date: Mon, 23 Nov 2026 17:00:00 +0000"), std::string::npos) << data;
  EXPECT_NE(data.find("Auto-Submitted: auto-generated"), std::string::npos) << data;
  EXPECT_NE(data.find("Content-Type: text/plain; charset=utf-8"), std::string::npos) << data;
  EXPECT_NE(data.find("Bonjour Zo=C3=AB,"), std::string::npos) << data;
  EXPECT_NE(data.find("Une ligne."), std::string::npos) << data;  // a line of one dot does not end the letter
}

TEST(Smtp, SaysWhereItsReaderChoosesHowToBeTold) {
  MailServer server("takes");
  SmtpSettings settings = settings_for(server);
  settings.unsubscribe = "https://kith.example.org/me/notices";
  EXPECT_TRUE(send(settings).accepted);
  EXPECT_NE(server.message().text("data").find("List-Unsubscribe: <https://kith.example.org/me/notices>"),
            std::string::npos);
}

TEST(Smtp, ARefusalIsForGood) {
  for (const std::string mode : {"refuses", "rejects"}) {
    MailServer server(mode);
    const OutboundResult result = send(settings_for(server));
    EXPECT_FALSE(result.accepted);
    EXPECT_TRUE(result.permanent) << mode << " " << result.detail;
    EXPECT_EQ(result.detail, mode == "refuses" ? "smtp 550" : "smtp 554");  // and no address
  }
}

TEST(Smtp, TryAgainLaterIsNotForGood) {
  MailServer server("later");
  const OutboundResult result = send(settings_for(server));
  EXPECT_FALSE(result.accepted);
  EXPECT_FALSE(result.permanent);
  EXPECT_EQ(result.detail, "smtp 451");
}

TEST(Smtp, AServerThatSaysNothingIsGivenUpInTime) {
  MailServer server("hangs");
  SmtpSettings settings = settings_for(server);
  settings.timeout = std::chrono::milliseconds(300);
  const OutboundResult result = send(settings);
  EXPECT_FALSE(result.accepted);
  EXPECT_FALSE(result.permanent);
  EXPECT_EQ(result.detail, "curl 28");
}

TEST(Smtp, NoServerIsNotForGood) {
  SmtpSettings settings;
  {
    MailServer server("takes");
    settings = settings_for(server);
  }
  const OutboundResult result = send(settings);
  EXPECT_FALSE(result.accepted);
  EXPECT_FALSE(result.permanent);
}

TEST(Smtp, SignsIn) {
  MailServer server("login");
  SmtpSettings settings = settings_for(server);
  settings.user = "kith";
  settings.password = "letters";
  EXPECT_TRUE(send(settings).accepted);
  settings.password = "wrong";
  const OutboundResult refused = send(settings);
  EXPECT_FALSE(refused.accepted);
  EXPECT_FALSE(refused.permanent);  // the operator's to mend
}

TEST(Smtp, EncryptsAndTrustsOnlyWhomItShould) {
  const TestFolder folder;
  const std::string certificate = folder.path() / "certificate.pem";
  const std::string key = folder.path() / "key.pem";
  const std::string make =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
      "-subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -out " +
      certificate + " -keyout " + key + " 2>/dev/null";
  ASSERT_EQ(std::system(make.c_str()), 0);
  MailServer server("starttls", certificate, key);
  SmtpSettings settings = settings_for(server);
  settings.security = SmtpSecurity::starttls;
  EXPECT_FALSE(send(settings).accepted);  // nobody vouches for it
  settings.trusted_certificates = certificate;
  const OutboundResult result = send(settings);
  EXPECT_TRUE(result.accepted) << result.detail;
  EXPECT_TRUE(server.message().find("encrypted")->boolean());
}

TEST(Smtp, NeverFallsBackToPlainText) {
  MailServer server("takes");  // offers no STARTTLS
  SmtpSettings settings = settings_for(server);
  settings.security = SmtpSecurity::starttls;
  EXPECT_FALSE(send(settings).accepted);
}

TEST(Smtp, RefusesWhatIsNoAddressWithoutAskingAnybody) {
  SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.security = SmtpSecurity::none;
  settings.from_address = "a@b";
  for (const std::string bad : {"", "anna", "a@b\r\nRCPT TO:<c@d>", "a@b>,<c@d", "a b@c", "a@b@c"}) {
    OutboundMessage message = letter();
    message.to = bad;
    EXPECT_EQ(send(settings, message).detail, "bad_address") << bad;
  }
  OutboundMessage message = letter();
  message.channel = OutboundMessage::Channel::sms;
  EXPECT_TRUE(send(settings, message).permanent);
}

TEST(Smtp, RefusesSettingsThatWouldSendInTheClear) {
  const auto refused = [](const std::string& host, SmtpSecurity security, const std::string& from, int port) {
    SmtpSettings settings;
    settings.host = host;
    settings.security = security;
    settings.from_address = from;
    settings.port = port;
    try {
      make_smtp_outbound(std::move(settings), fixed_clock());
      return false;
    } catch (const Refusal& refusal) {
      return refusal.code() == "notifications.mail_settings";
    }
  };
  const std::string host = "mail.example.org";
  EXPECT_TRUE(refused(host, SmtpSecurity::none, "a@b.org", 25));
  EXPECT_TRUE(refused("", SmtpSecurity::tls, "a@b.org", 465));
  EXPECT_TRUE(refused(host, SmtpSecurity::tls, "nobody", 465));
  EXPECT_TRUE(refused(host, SmtpSecurity::tls, "a@b.org", 0));
  EXPECT_FALSE(refused(host, SmtpSecurity::starttls, "a@b.org", 587));
}

TEST(MailText, ASubjectCannotAddAHeader) {
  OutboundMessage message = letter();
  message.subject = "Hello\r\nBcc: someone@example.org";
  const std::string text = notifications::mail_text(message, {"kith@example.org", "Kith"}, {0});
  EXPECT_EQ(text.find("\nBcc:"), std::string::npos) << text;
}

}  // namespace
}  // namespace kith
