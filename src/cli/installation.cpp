#include "cli/installation.h"

#include <sys/stat.h>

#include <iostream>

#include "base/refusal.h"
#include "cli/rehearsal_room.h"
#include "cli/shipped.h"
#include "modules/notifications/push.h"
#include "modules/notifications/sms.h"
#include "modules/notifications/smtp.h"

namespace kith {
namespace {

// Where no mail server is set, letters stay in the outbox and nothing is ever handed over.
class NoMail : public Outbound {
 public:
  OutboundResult send(const OutboundMessage&) override { return {false, true, "no mail server is set"}; }
};

std::unique_ptr<Outbound> texts_for(const TextMessageSettings& texts) {
  if (!texts.any()) return nullptr;
  SmsSettings sms;
  sms.url = texts.url;
  sms.as_form = texts.format == "form";
  sms.to_field = texts.to_field;
  sms.text_field = texts.text_field;
  sms.from_field = texts.from_field;
  sms.from = texts.from;
  sms.authorization = texts.authorization;
  sms.drop_folder = texts.drop_folder;
  return make_sms_outbound(std::move(sms));
}

std::unique_ptr<Outbound> mail_for(const Settings& settings, Clock& clock) {
  const MailSettings& mail = settings.mail;
  if (mail.host.empty()) return std::make_unique<NoMail>();
  SmtpSettings smtp;
  smtp.host = mail.host;
  smtp.port = mail.port;
  smtp.security = mail.security == "none"  ? SmtpSecurity::none
                  : mail.security == "tls" ? SmtpSecurity::tls
                                           : SmtpSecurity::starttls;
  smtp.user = mail.user;
  smtp.password = mail.password;
  smtp.from_address = mail.from;
  smtp.from_name = mail.from_name;
  smtp.unsubscribe = settings.origin() + "/me/notices";
  return make_smtp_outbound(std::move(smtp), clock);
}

NotificationSettings notifications_for(const Settings& settings) {
  NotificationSettings out{settings.mail.host.empty(), settings.origin(), settings.texts.any()};
  out.push_services = settings.push.services;
  out.push_contact = settings.push_contact();
  out.push = make_push_service({settings.push.services});
  return out;
}

// The folder and everything in it is the operator's alone.
void prepare_folder(const Settings& settings, Opening opening) {
  std::error_code error;
  if (!std::filesystem::exists(settings.data)) {
    if (opening == Opening::existing) {
      throw Refusal(RefusalKind::invalid, "settings.no_data",
                    "there is no data folder " + settings.data.string() + "; `kith serve` makes one");
    }
    std::filesystem::create_directories(settings.data, error);
    if (error) {
      throw Refusal(RefusalKind::invalid, "settings.no_data",
                    "cannot make the folder " + settings.data.string() + ": " + error.message());
    }
    ::chmod(settings.data.c_str(), 0700);
  }
  ::umask(0077);
}

void print_line(const std::string& line) { std::clog << line << '\n' << std::flush; }

}  // namespace

Installation::Installation(const Settings& settings, Opening opening)
    : settings_(settings),
      ids_(clock_, random_),
      outbound_(make_routes(mail_for(settings, clock_), texts_for(settings.texts))),
      world_{clock_, random_, ids_, *outbound_},
      log_(clock_, print_line) {
  prepare_folder(settings, opening);
  vault_ = std::make_unique<Vault>(Vault::open(settings.key_file(), random_, opening == Opening::create));
  database_ = open_database({settings.database_url, 3});
  HouseSettings house;
  house.programmes = unpack_shipped_programmes(settings.data);
  house.rehearsal_room = make_rehearsal_room(house.programmes);
  house.notifications = notifications_for(settings);
  house.accounts = {settings.origin(), settings.breach_list, settings.demonstration};
  house.journeys = {settings.origin()};
  house.application = {settings.public_origin.empty() ? "" : settings.origin(), http::embedded_files()};
  house_ = std::make_unique<House>(House::Ground{world_, *database_, *vault_, log_}, std::move(house));
}

Installation::~Installation() = default;

}  // namespace kith
