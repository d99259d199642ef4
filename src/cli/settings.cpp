#include "cli/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "base/refusal.h"

namespace kith {
namespace {

[[noreturn]] void wrong(const std::string& detail) {
  throw Refusal(RefusalKind::invalid, "settings.wrong", detail);
}

bool is_this_machine(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

void check_known(const std::filesystem::path& file, const toml::table& table, const std::string& section,
                 const std::set<std::string>& known) {
  for (const auto& [key, value] : table) {
    if (known.contains(std::string(key.str()))) continue;
    wrong(fmt::format(
        "{}:{}: \"{}\" is not a setting{}; take it out, or look it up in docs/operating/install.md",
        file.string(), value.source().begin.line, key.str(), section.empty() ? "" : " of [" + section + "]"));
  }
}

const toml::table& section(const std::filesystem::path& file, const toml::table& all, const std::string& name,
                           const std::set<std::string>& known) {
  static const toml::table none;
  const toml::table* found = all[name].as_table();
  if (!found) return none;
  check_known(file, *found, name, known);
  return *found;
}

std::uint16_t port_of(const std::filesystem::path& file, const toml::node_view<const toml::node>& node,
                      std::uint16_t otherwise) {
  if (!node) return otherwise;
  const auto number = node.value<std::int64_t>();
  if (number && *number > 0 && *number < 65'536) return static_cast<std::uint16_t>(*number);
  wrong(fmt::format("{}:{}: a port is a whole number from 1 to 65535", file.string(),
                    node.node()->source().begin.line));
}

std::string read_secret(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::string text;
  if (!in || !std::getline(in, text)) wrong("the password file " + file.string() + " cannot be read");
  return text;
}

void fill_texts(TextMessageSettings& texts, const toml::table& sms) {
  texts.url = sms["url"].value_or(std::string());
  texts.format = sms["format"].value_or(texts.format);
  texts.to_field = sms["to_field"].value_or(texts.to_field);
  texts.text_field = sms["text_field"].value_or(texts.text_field);
  texts.from_field = sms["from_field"].value_or(texts.from_field);
  texts.from = sms["from"].value_or(std::string());
  texts.drop_folder = sms["drop_folder"].value_or(std::string());
  const std::string secret = sms["authorization_file"].value_or(std::string());
  if (!secret.empty()) texts.authorization = read_secret(secret);
}

void fill(Settings& settings, const std::filesystem::path& file, const toml::table& all) {
  check_known(file, all, "", {"server", "database", "mail", "sms", "security"});
  const auto& server =
      section(file, all, "server", {"address", "port", "metrics_port", "public_origin", "trusted_proxy"});
  settings.address = server["address"].value_or(settings.address);
  settings.port = port_of(file, server["port"], settings.port);
  settings.metrics_port = port_of(file, server["metrics_port"], settings.metrics_port);
  settings.public_origin = server["public_origin"].value_or(std::string());
  settings.trusted_proxy = server["trusted_proxy"].value_or(std::string());
  settings.database_url = section(file, all, "database", {"url"})["url"].value_or(std::string());
  settings.breach_list =
      section(file, all, "security", {"breach_list"})["breach_list"].value_or(std::string());
  const auto& mail =
      section(file, all, "mail", {"host", "port", "security", "user", "password_file", "from"});
  settings.mail.host = mail["host"].value_or(std::string());
  settings.mail.port = port_of(file, mail["port"], 587);
  settings.mail.security = mail["security"].value_or(settings.mail.security);
  settings.mail.user = mail["user"].value_or(std::string());
  settings.mail.from = mail["from"].value_or(std::string());
  const std::string password_file = mail["password_file"].value_or(std::string());
  if (!password_file.empty()) settings.mail.password = read_secret(password_file);
  fill_texts(settings.texts, section(file, all, "sms",
                                     {"url", "format", "to_field", "text_field", "from_field", "from",
                                      "authorization_file", "drop_folder"}));
}

}  // namespace

std::string Settings::origin() const {
  return public_origin.empty() ? fmt::format("http://{}:{}", address, port) : public_origin;
}

Settings read_settings(const std::filesystem::path& data) {
  Settings settings;
  settings.data = data;
  settings.demonstration = std::filesystem::exists(data / "demonstration");
  const auto file = data / "kith.toml";
  if (std::filesystem::exists(file)) {
    try {
      fill(settings, file, toml::parse_file(file.string()));
    } catch (const toml::parse_error& error) {
      wrong(fmt::format("{}:{}: {}", file.string(), error.source().begin.line, error.description()));
    }
  }
  if (settings.database_url.empty()) settings.database_url = "sqlite:" + (data / "kith.db").string();
  check_settings(settings);
  return settings;
}

void check_settings(const Settings& settings) {
  const std::string origin = settings.origin();
  const bool https = origin.starts_with("https://");
  const bool local_http = origin.starts_with("http://127.") || origin.starts_with("http://localhost") ||
                          origin.starts_with("http://[::1]");
  if (!https && !local_http) {
    wrong("public_origin must be an https:// address: people's words do not travel in the clear");
  }
  if (!is_this_machine(settings.address) && (!https || settings.trusted_proxy.empty())) {
    wrong(
        "Kith listens on this machine only, unless a TLS proxy stands in front: set public_origin to its "
        "https:// "
        "address and trusted_proxy to its network address");
  }
  if (settings.demonstration && (!is_this_machine(settings.address) || https)) {
    wrong("a demonstration stays on this machine; start a data folder of its own for real people");
  }
  const MailSettings& mail = settings.mail;
  if (mail.security != "starttls" && mail.security != "tls" && mail.security != "none") {
    wrong("[mail] security must be \"starttls\", \"tls\" or, for a server on this machine, \"none\"");
  }
  if (settings.texts.format != "json" && settings.texts.format != "form") {
    wrong("[sms] format must be \"json\" or \"form\", as the gateway wants it");
  }
  if (!mail.host.empty() && mail.from.empty()) wrong("[mail] needs \"from\", the address letters come from");
}

}  // namespace kith
