#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "modules/notifications/push.h"

namespace kith {

struct MailSettings {
  std::string host;  // "mail.example.org"; "" keeps letters in the outbox
  int port = 587;
  std::string security = "starttls";  // or "tls", or "none" for a server on this machine
  std::string user;
  std::string password;
  std::string from;                // "kith@example.org"
  std::string from_name = "Kith";  // "Kith <kith@example.org>" in the file names both
};

struct TextMessageSettings {
  std::string url;              // of an HTTP gateway; "" and no folder: no text messages
  std::string format = "json";  // or "form"
  std::string to_field = "to";
  std::string text_field = "text";
  std::string from_field = "from";
  std::string from;
  std::string authorization;
  std::filesystem::path drop_folder;

  bool any() const { return !url.empty() || !drop_folder.empty(); }
};

struct PushNoticeSettings {
  std::vector<std::string> services = well_known_push_services();  // none: nothing goes to browsers
  std::string contact;  // "mailto:..." or "https://..."; "" for the sender of mail, else the public origin
};

// What an operator sets, in DATA/kith.toml or on the command line (docs/operating/install.md).
struct Settings {
  std::filesystem::path data;  // holds kith.toml, secret.key, kith.db, admin.sock
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::uint16_t metrics_port = 9464;
  std::string public_origin;  // "https://kith.example.org"; "" for http://ADDRESS:PORT
  std::string trusted_proxy;
  std::string database_url;  // "" for sqlite:DATA/kith.db
  std::filesystem::path breach_list;
  MailSettings mail;
  TextMessageSettings texts;
  PushNoticeSettings push;
  bool demonstration = false;  // DATA/demonstration stands: invented people, this machine only
  std::map<std::string, std::string, std::less<>> places;  // "server.port" to "FILE:LINE", of what was read

  std::string origin() const;
  // Whom a push service may write to about what comes from here.
  std::string push_contact() const;
  std::filesystem::path key_file() const { return data / "secret.key"; }
  std::filesystem::path admin_socket() const { return data / "admin.sock"; }
};

// Reads DATA/kith.toml; a missing file means the defaults. Refuses (Refusal invalid "settings.wrong"), naming
// file, line and cure, what it does not know and what would not be safe (promise O2): a plain-HTTP origin or
// address beyond this machine, a demonstration that others can reach, a key file that others may read.
Settings read_settings(const std::filesystem::path& data);

// The same checks again after the command line changed something.
void check_settings(const Settings& settings);

// What --listen says: ADDRESS:PORT, an IPv6 address in brackets.
void listen_at(Settings& settings, const std::string& address_and_port);

}  // namespace kith
