#include "cli/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <charconv>
#include <fstream>
#include <set>

#include "base/refusal.h"
#include "base/text.h"

namespace kith {
namespace {

[[noreturn]] void wrong(const std::string& detail) {
  throw Refusal(RefusalKind::invalid, "settings.wrong", detail);
}

bool is_this_machine(const std::string& address) {
  // Digits alone: "127.0.0.1.example.org" is a name that anybody may own.
  const bool four = address.find_first_not_of("0123456789.") == std::string::npos;
  return (four && address.starts_with("127.")) || address == "::1" || address == "localhost";
}

// The host of "http://127.0.0.1:8080" or "http://[::1]:8080".
std::string host_of(const std::string& origin) {
  const std::string rest = origin.substr(origin.find("//") + 2);
  if (rest.starts_with('[')) return rest.substr(1, rest.find(']') - 1);
  return rest.substr(0, rest.find_first_of(":/"));
}

// Reads one file; every mistake is named with its line and what to do.
class SettingsFile {
 public:
  SettingsFile(std::filesystem::path file, Settings& settings)
      : file_(std::move(file)), settings_(settings) {}

  void read() {
    const toml::table all = parsed();
    check_known(all, "", {"server", "database", "mail", "sms", "push", "security"});
    read_server(section(all, "server"));
    settings_.database_url = text(section(all, "database"), "database.url");
    settings_.breach_list = text(section(all, "security"), "security.breach_list");
    read_mail(section(all, "mail"));
    read_texts(section(all, "sms"));
    read_push(section(all, "push"));
  }

 private:
  toml::table parsed() const {
    try {
      return toml::parse_file(file_.string());
    } catch (const toml::parse_error& error) {
      wrong_at(error.source().begin.line, std::string(error.description()) +
                                              "; write settings as NAME = \"VALUE\", each on its own line");
    }
  }

  void read_server(const toml::table& server) {
    settings_.address = text(server, "server.address", settings_.address);
    settings_.port = port(server, "server.port", settings_.port);
    settings_.metrics_port = port(server, "server.metrics_port", settings_.metrics_port);
    settings_.public_origin = text(server, "server.public_origin");
    settings_.trusted_proxy = text(server, "server.trusted_proxy");
  }

  void read_mail(const toml::table& mail) {
    settings_.mail.host = text(mail, "mail.host");
    settings_.mail.port = port(mail, "mail.port", 587);
    settings_.mail.security = text(mail, "mail.security", settings_.mail.security);
    settings_.mail.user = text(mail, "mail.user");
    read_sender(text(mail, "mail.from"));
    const std::string password_file = text(mail, "mail.password_file");
    if (!password_file.empty()) settings_.mail.password = secret_in("mail.password_file", password_file);
  }

  // "kith@example.org", or "Kith <kith@example.org>".
  void read_sender(const std::string& from) {
    const std::size_t opens = from.find('<');
    const bool has_name = opens != std::string::npos && opens > 0 && from.ends_with('>');
    settings_.mail.from = has_name ? from.substr(opens + 1, from.size() - opens - 2) : from;
    if (has_name) settings_.mail.from_name = trimmed(from.substr(0, opens));
  }

  void read_texts(const toml::table& sms) {
    TextMessageSettings& texts = settings_.texts;
    texts.url = text(sms, "sms.url");
    texts.format = text(sms, "sms.format", texts.format);
    texts.to_field = text(sms, "sms.to_field", texts.to_field);
    texts.text_field = text(sms, "sms.text_field", texts.text_field);
    texts.from_field = text(sms, "sms.from_field", texts.from_field);
    texts.from = text(sms, "sms.from");
    texts.drop_folder = text(sms, "sms.drop_folder");
    const std::string secret_file = text(sms, "sms.authorization_file");
    if (!secret_file.empty()) texts.authorization = secret_in("sms.authorization_file", secret_file);
  }

  // Hosts with blanks between; "" for none.
  void read_push(const toml::table& push) {
    settings_.push.contact = text(push, "push.contact");
    if (!push.contains("services")) return;
    settings_.push.services.clear();
    for (const std::string& each : split(text(push, "push.services"), ' ')) {
      if (!each.empty()) settings_.push.services.push_back(each);
    }
  }

  std::string secret_in(const std::string& name, const std::string& secret_file) const {
    std::ifstream in(secret_file);
    std::string secret;
    if (in && std::getline(in, secret)) return secret;
    wrong(settings_.places.at(name) + ": the password file " + secret_file +
          " cannot be read; write its whole path, and let Kith's user read it");
  }

  const toml::table& section(const toml::table& all, const std::string& name) const {
    static const toml::table none;
    const toml::node* found = all.get(name);
    if (!found) return none;
    const toml::table* table = found->as_table();
    if (!table) wrong_at(found->source().begin.line, "write [" + name + "] on a line of its own");
    check_known(*table, name, known_in(name));
    return *table;
  }

  static std::set<std::string> known_in(const std::string& section) {
    if (section == "server") return {"address", "port", "metrics_port", "public_origin", "trusted_proxy"};
    if (section == "mail") return {"host", "port", "security", "user", "password_file", "from"};
    if (section == "sms") {
      return {"url",        "format", "to_field",           "text_field",
              "from_field", "from",   "authorization_file", "drop_folder"};
    }
    if (section == "push") return {"services", "contact"};
    return {section == "database" ? "url" : "breach_list"};
  }

  void check_known(const toml::table& table, const std::string& section,
                   const std::set<std::string>& known) const {
    for (const auto& [key, value] : table) {
      if (known.contains(std::string(key.str()))) continue;
      wrong_at(
          value.source().begin.line,
          fmt::format("\"{}\" is not a setting{}; take it out, or look it up in docs/operating/install.md",
                      key.str(), section.empty() ? "" : " of [" + section + "]"));
    }
  }

  const toml::node* find(const toml::table& table, const std::string& name) const {
    const toml::node* found = table.get(name.substr(name.find('.') + 1));
    if (found) settings_.places[name] = fmt::format("{}:{}", file_.string(), found->source().begin.line);
    return found;
  }

  std::string text(const toml::table& table, const std::string& name,
                   const std::string& otherwise = "") const {
    const toml::node* found = find(table, name);
    if (!found) return otherwise;
    if (const auto value = found->value_exact<std::string>()) return *value;
    wrong(settings_.places.at(name) + ": this is a text; put it in quotes");
  }

  std::uint16_t port(const toml::table& table, const std::string& name, int otherwise) const {
    const toml::node* found = find(table, name);
    if (!found) return static_cast<std::uint16_t>(otherwise);
    const auto number = found->value_exact<std::int64_t>();
    if (number && *number > 0 && *number < 65'536) return static_cast<std::uint16_t>(*number);
    wrong(settings_.places.at(name) + ": a port is a whole number from 1 to 65535");
  }

  [[noreturn]] void wrong_at(unsigned line, const std::string& what) const {
    wrong(fmt::format("{}:{}: {}", file_.string(), line, what));
  }

  std::filesystem::path file_;
  Settings& settings_;
};

// Where the setting stands, for a refusal of its value; "" when it came from elsewhere.
std::string place_of(const Settings& settings, std::string_view name) {
  const auto found = settings.places.find(name);
  return found == settings.places.end() ? "" : found->second + ": ";
}

void check_mail(const Settings& settings) {
  const MailSettings& mail = settings.mail;
  if (mail.security != "starttls" && mail.security != "tls" && mail.security != "none") {
    wrong(place_of(settings, "mail.security") +
          "[mail] security must be \"starttls\", \"tls\" or, for a server on this machine, \"none\"");
  }
  if (!mail.host.empty() && mail.from.empty()) {
    wrong(place_of(settings, "mail.host") + "[mail] needs \"from\", the address letters come from");
  }
  if (settings.texts.format != "json" && settings.texts.format != "form") {
    wrong(place_of(settings, "sms.format") +
          "[sms] format must be \"json\" or \"form\", as the gateway wants it");
  }
}

// One name, or all names below one; neither an address of a network nor everything.
bool is_push_service(const std::string& host) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  const std::string_view name = std::string_view(host).substr(host.starts_with("*.") ? 2 : 0);
  const auto last_dot = name.rfind('.');
  if (last_dot == std::string_view::npos || last_dot == 0 || last_dot + 1 == name.size()) return false;
  return name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string_view::npos &&
         letters.find(name[last_dot + 1]) != std::string_view::npos;
}

void check_push(const Settings& settings) {
  for (const std::string& each : settings.push.services) {
    if (!is_push_service(each)) {
      wrong(place_of(settings, "push.services") + "\"" + each +
            "\" is no host of a push service; write names such as \"fcm.googleapis.com *.push.apple.com\"");
    }
  }
  const std::string& contact = settings.push.contact;
  if (!contact.empty() && !contact.starts_with("mailto:") && !contact.starts_with("https://")) {
    wrong(place_of(settings, "push.contact") + "write contact as \"mailto:...\" or \"https://...\"");
  }
}

}  // namespace

std::string Settings::push_contact() const {
  if (!push.contact.empty()) return push.contact;
  if (!mail.from.empty()) return "mailto:" + mail.from;
  return origin().starts_with("https://") ? origin() : "mailto:postmaster@localhost";
}

std::string Settings::origin() const {
  if (!public_origin.empty()) return public_origin;
  const bool is_ipv6 = address.find(':') != std::string::npos;
  return is_ipv6 ? fmt::format("http://[{}]:{}", address, port) : fmt::format("http://{}:{}", address, port);
}

Settings read_settings(const std::filesystem::path& data) {
  Settings settings;
  settings.data = data;
  settings.demonstration = std::filesystem::exists(data / "demonstration");
  const auto file = data / "kith.toml";
  if (std::filesystem::exists(file)) SettingsFile(file, settings).read();
  if (settings.database_url.empty()) settings.database_url = "sqlite:" + (data / "kith.db").string();
  check_settings(settings);
  return settings;
}

void check_settings(const Settings& settings) {
  const std::string origin = settings.origin();
  const bool https = origin.starts_with("https://");
  const bool local_http = origin.starts_with("http://") && is_this_machine(host_of(origin));
  if (!https && !local_http && !settings.public_origin.empty()) {
    wrong(place_of(settings, "server.public_origin") +
          "public_origin must be an https:// address: people's words do not travel in the clear");
  }
  if (!is_this_machine(settings.address) && (!https || settings.trusted_proxy.empty())) {
    wrong(place_of(settings, "server.address") +
          "Kith listens on this machine only, unless a TLS proxy stands in front: set public_origin to its "
          "https:// address and trusted_proxy to its network address");
  }
  if (settings.demonstration && (!is_this_machine(settings.address) || https)) {
    wrong(place_of(settings, https ? "server.public_origin" : "server.address") +
          "a demonstration stays on this machine; start a data folder of its own for real people");
  }
  check_mail(settings);
  check_push(settings);
}

void listen_at(Settings& settings, const std::string& address_and_port) {
  const auto colon = address_and_port.rfind(':');
  std::string address = address_and_port.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  int port = -1;
  if (colon != std::string::npos) {
    const char* end = address_and_port.data() + address_and_port.size();
    const auto read = std::from_chars(address_and_port.data() + colon + 1, end, port);
    if (read.ptr != end || read.ec != std::errc()) port = -1;
  }
  // Port 0 is any free one, for trying things out.
  if (address.empty() || port < 0 || port > 65'535) {
    wrong("write --listen as ADDRESS:PORT, such as 127.0.0.1:8080");
  }
  settings.address = address;
  settings.port = static_cast<std::uint16_t>(port);
  settings.places.erase("server.address");
}

}  // namespace kith
