#include "cli/settings.h"

#include "data_folder.h"

// Promise O2: what is wrong or unsafe does not start, and says where it stands and what to do.
namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct BadSettings {
  std::string name;
  std::string content;
  std::string place;  // "kith.toml:LINE"
  std::string cure;
};

class BadSettingsTest : public ::testing::TestWithParam<BadSettings> {};

TEST_P(BadSettingsTest, NameFileLineAndCure) {
  const DataFolder folder;
  folder.write("kith.toml", GetParam().content);
  const std::string detail = refused([&] { read_settings(folder.path()); });
  EXPECT_THAT(detail, HasSubstr(GetParam().place + ": "));
  EXPECT_THAT(detail, HasSubstr(GetParam().cure));
  const Printed printed = kith_command({"check", "--data", folder.path().string()});
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_THAT(printed.error, HasSubstr(GetParam().cure));
  EXPECT_FALSE(std::filesystem::exists(folder.file("kith.db")));
}

const BadSettings bad_settings[] = {
    {"push_to_everybody", "[push]\nservices = \"*\"\n", "kith.toml:2", "is no host of a push service"},
    {"push_to_a_network", "[push]\nservices = \"fcm.googleapis.com 10.0.0.1\"\n", "kith.toml:2",
     "is no host of a push service"},
    {"push_to_a_port", "[push]\nservices = \"localhost:8443\"\n", "kith.toml:2",
     "is no host of a push service"},
    {"push_to_all_of_a_domain", "[push]\nservices = \"*.com\"\n", "kith.toml:2",
     "is no host of a push service"},
    {"push_contact", "[push]\ncontact = \"kith@example.org\"\n", "kith.toml:2", "mailto:"},
    {"unknown_section", "[servers]\nport = 1\n", "kith.toml:1", "is not a setting; take it out"},
    {"unknown_setting", "[server]\nport = 8080\nprot = 1\n", "kith.toml:3", "\"prot\" is not a setting"},
    {"top_level", "port = 8080\n", "kith.toml:1", "is not a setting"},
    {"misspelt_url", "\n[database]\nurls = \"x\"\n", "kith.toml:3",
     "\"urls\" is not a setting of [database]"},
    {"no_toml", "[server]\nport == 1\n", "kith.toml:2", "write settings as NAME"},
    {"no_quotes", "[server]\naddress = localhost\n", "kith.toml:2", "write settings as NAME"},
    {"twice", "[server]\nport = 1\nport = 2\n", "kith.toml:3", "write settings as NAME"},
    {"section_as_value", "server = 3\n", "kith.toml:1", "write [server] on a line of its own"},
    {"section_as_list", "[[mail]]\nhost = \"x\"\n", "kith.toml:1", "write [mail] on a line of its own"},
    {"port_as_text", "[server]\nport = \"8080\"\n", "kith.toml:2", "a port is a whole number"},
    {"port_zero", "[server]\nport = 0\n", "kith.toml:2", "from 1 to 65535"},
    {"port_large", "[server]\nport = 65536\n", "kith.toml:2", "from 1 to 65535"},
    {"port_negative", "[server]\nmetrics_port = -1\n", "kith.toml:2", "from 1 to 65535"},
    {"port_fraction", "[mail]\nport = 25.5\n", "kith.toml:2", "from 1 to 65535"},
    {"address_as_number", "[server]\naddress = 127\n", "kith.toml:2", "put it in quotes"},
    {"origin_as_flag", "[server]\npublic_origin = true\n", "kith.toml:2", "put it in quotes"},
    {"url_as_number", "[database]\nurl = 5\n", "kith.toml:2", "put it in quotes"},
    {"breach_list_as_list", "[security]\nbreach_list = [\"a\"]\n", "kith.toml:2", "put it in quotes"},
    {"plain_origin", "[server]\npublic_origin = \"http://kith.example.org\"\n", "kith.toml:2",
     "must be an https:// address"},
    {"origin_that_looks_local", "[server]\npublic_origin = \"http://localhost.example.org\"\n", "kith.toml:2",
     "must be an https:// address"},
    {"origin_that_looks_like_loopback", "[server]\npublic_origin = \"http://127.0.0.1.example.org\"\n",
     "kith.toml:2", "must be an https:// address"},
    {"origin_of_another_kind", "[server]\npublic_origin = \"kith.example.org\"\n", "kith.toml:2",
     "must be an https:// address"},
    {"open_address", "[server]\nport = 80\naddress = \"0.0.0.0\"\n", "kith.toml:3", "set public_origin"},
    {"open_address_without_proxy",
     "[server]\naddress = \"10.0.0.5\"\npublic_origin = \"https://kith.example.org\"\n", "kith.toml:2",
     "trusted_proxy to its network address"},
    {"mail_security", "[mail]\nsecurity = \"ssl\"\n", "kith.toml:2", "must be \"starttls\""},
    {"mail_without_from", "[mail]\nhost = \"mail.example.org\"\n", "kith.toml:2", "needs \"from\""},
    {"password_file", "[mail]\nhost = \"m\"\nfrom = \"k@m\"\npassword_file = \"/nowhere\"\n", "kith.toml:4",
     "cannot be read; write its whole path"},
};

INSTANTIATE_TEST_SUITE_P(Each, BadSettingsTest, ::testing::ValuesIn(bad_settings),
                         [](const auto& given) { return given.param.name; });

TEST(Settings, WithoutAFileAreTheDefaults) {
  const DataFolder folder;
  const Settings settings = folder.settings();
  EXPECT_EQ(settings.origin(), "http://127.0.0.1:8080");
  EXPECT_EQ(settings.database_url, "sqlite:" + folder.file("kith.db").string());
  EXPECT_EQ(settings.metrics_port, 9464);
  EXPECT_FALSE(settings.demonstration);
}

TEST(Settings, AreReadWhole) {
  const DataFolder folder;
  folder.write("secret", "word\nmore\n");
  folder.write("kith.toml",
               "[server]\naddress = \"10.0.0.5\"\nport = 81\nmetrics_port = 82\n"
               "public_origin = \"https://kith.example.org\"\ntrusted_proxy = \"10.0.0.1\"\n"
               "[database]\nurl = \"postgresql:///kith\"\n[security]\nbreach_list = \"/list\"\n"
               "[mail]\nhost = \"m\"\nport = 25\nsecurity = \"tls\"\nuser = \"u\"\n"
               "from = \"k@m\"\npassword_file = \"" +
                   folder.file("secret").string() + "\"\n");
  const Settings settings = folder.settings();
  EXPECT_EQ(settings.origin(), "https://kith.example.org");
  EXPECT_EQ(settings.port, 81);
  EXPECT_EQ(settings.trusted_proxy, "10.0.0.1");
  EXPECT_EQ(settings.database_url, "postgresql:///kith");
  EXPECT_EQ(settings.breach_list, "/list");
  EXPECT_EQ(settings.mail.password, "word");
  EXPECT_EQ(settings.mail.port, 25);
}

TEST(Settings, TheSenderMayHaveAName) {
  const DataFolder folder;
  const auto sender = [&](const std::string& from) {
    folder.write("kith.toml", "[mail]\nhost = \"m\"\nfrom = \"" + from + "\"\n");
    const MailSettings mail = folder.settings().mail;
    return mail.from_name + "|" + mail.from;
  };
  EXPECT_EQ(sender("kith@example.org"), "Kith|kith@example.org");
  EXPECT_EQ(sender("The Phone Friends <kith@example.org>"), "The Phone Friends|kith@example.org");
}

TEST(Settings, ADemonstrationStaysOnThisMachine) {
  const DataFolder folder;
  folder.write("demonstration", "");
  EXPECT_EQ(refused([&] { folder.settings(); }), "");
  folder.write("kith.toml", "[server]\npublic_origin = \"https://kith.example.org\"\n");
  EXPECT_THAT(refused([&] { folder.settings(); }), HasSubstr("kith.toml:2: a demonstration stays"));
}

TEST(Settings, ListenTakesAnAddressAndAPort) {
  Settings settings;
  listen_at(settings, "127.0.0.1:0");
  EXPECT_EQ(settings.port, 0);
  listen_at(settings, "[::1]:8081");
  EXPECT_EQ(settings.address, "::1");
  EXPECT_EQ(settings.origin(), "http://[::1]:8081");
  EXPECT_NO_THROW(check_settings(settings));
  for (const char* wrong : {"8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:80x", "127.0.0.1:65536",
                            "127.0.0.1:-1", ":80", "127.0.0.1:99999999999", ""}) {
    EXPECT_THAT(refused([&] { listen_at(settings, wrong); }), HasSubstr("ADDRESS:PORT")) << wrong;
  }
  listen_at(settings, "0.0.0.0:80");
  EXPECT_THAT(refused([&] { check_settings(settings); }), HasSubstr("this machine only"));
}

TEST(Starting, IsRefusedWithAKeyOrADatabaseThatOthersMayRead) {
  const DataFolder folder;
  { const Installation made(folder.settings(), Opening::create); }
  for (const char* name : {"secret.key", "kith.db"}) {
    std::filesystem::permissions(folder.file(name), std::filesystem::perms(0640));
    const Printed printed = kith_command({"check", "--data", folder.path().string()});
    EXPECT_EQ(printed.exit_code, 2) << name;
    EXPECT_THAT(printed.error, HasSubstr("chmod 600 " + folder.file(name).string()));
    std::filesystem::permissions(folder.file(name), std::filesystem::perms(0600));
  }
  EXPECT_EQ(kith_command({"check", "--data", folder.path().string()}).exit_code, 0);
}

TEST(Starting, MakesNoFolderWhereOneWasExpected) {
  const DataFolder folder;
  const std::string missing = folder.file("missing").string();
  const Printed printed = kith_command({"check", "--data", missing});
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_THAT(printed.error, HasSubstr("`kith serve` makes one"));
  EXPECT_FALSE(std::filesystem::exists(missing));
}

TEST(Starting, IsRefusedWithoutTheKeyThatTheDatabaseWasMadeWith) {
  const DataFolder folder;
  { const Installation made(folder.settings(), Opening::create); }
  std::filesystem::remove(folder.file("secret.key"));
  const Printed printed = kith_command({"check", "--data", folder.path().string()});
  EXPECT_NE(printed.exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(folder.file("secret.key"))) << "a new key would open nothing";
}

TEST(PushSettings, AreTheWellKnownServicesUnlessOthersAreNamedOrNone) {
  const DataFolder folder;
  EXPECT_EQ(read_settings(folder.path()).push.services, well_known_push_services());
  folder.write("kith.toml", "[push]\nservices = \"one.example.org  *.two.example.org\"\n");
  EXPECT_EQ(read_settings(folder.path()).push.services,
            (std::vector<std::string>{"one.example.org", "*.two.example.org"}));
  folder.write("kith.toml", "[push]\nservices = \"\"\n");
  EXPECT_TRUE(read_settings(folder.path()).push.services.empty());
}

TEST(PushSettings, NameWhomAServiceMayWriteTo) {
  Settings settings;
  EXPECT_EQ(settings.push_contact(), "mailto:postmaster@localhost");
  settings.public_origin = "https://kith.example.org";
  EXPECT_EQ(settings.push_contact(), "https://kith.example.org");
  settings.mail.from = "kith@example.org";
  EXPECT_EQ(settings.push_contact(), "mailto:kith@example.org");
  settings.push.contact = "mailto:help@example.org";
  EXPECT_EQ(settings.push_contact(), "mailto:help@example.org");
}

}  // namespace
}  // namespace kith
