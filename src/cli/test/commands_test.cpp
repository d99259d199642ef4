#include "cli/admin.h"
#include "cli/command_line.h"
#include "data_folder.h"

// The commands as an operator types them.
namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Commands : public ::testing::Test {
 protected:
  Printed run(std::vector<std::string> arguments) const {
    arguments.push_back("--data");
    arguments.push_back(folder.path().string());
    return kith_command(arguments);
  }
  Printed add_rapsid() const { return run({"programme", "add", source + "/programmes/rapsid"}); }
  void damage(const std::function<void(Tx&)>& change) const {
    Installation installation(folder.settings(), Opening::existing);
    installation.database().write(change);
  }

  DataFolder folder;
  const std::string source = KITH_SOURCE_DIR;
};

TEST_F(Commands, SayWhatTheyAreAndWhatWasWrong) {
  EXPECT_EQ(kith_command({"--version"}).out, "kith " KITH_VERSION "\n");
  const Printed help = kith_command({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"serve", "demo", "programme", "import", "user", "backup", "restore", "check"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
  }
  EXPECT_NE(kith_command({}).exit_code, 0);
  EXPECT_NE(kith_command({"dance"}).exit_code, 0);
  EXPECT_NE(kith_command({"restore", "/nowhere"}).exit_code, 0);
  EXPECT_NE(kith_command({"serve", "--metrics-port", "70000"}).exit_code, 0);
  EXPECT_THAT(run({"serve", "--listen", "127.0.0.1:x"}).error, HasSubstr("ADDRESS:PORT"));
}

TEST_F(Commands, AProgrammeIsCheckedAndAdded) {
  const Printed sound = kith_command({"programme", "check", source + "/programmes/rapsid"});
  EXPECT_EQ(sound.exit_code, 0);
  EXPECT_THAT(sound.out, HasSubstr("rapsid is sound"));
  folder.write("programme.yaml", "id: Broken Name\n");
  const Printed broken = kith_command({"programme", "check", folder.path().string()});
  EXPECT_EQ(broken.exit_code, 1);
  EXPECT_THAT(broken.error, HasSubstr("programme.yaml:1"));
  EXPECT_EQ(add_rapsid().exit_code, 0);
  EXPECT_EQ(add_rapsid().exit_code, 0) << "the same version again is no mistake";
  EXPECT_EQ(run({"programme", "add", folder.path().string()}).exit_code, 1);
}

TEST_F(Commands, StaffGetALinkAndMistakesAreNamed) {
  add_rapsid();
  const auto add = [&](const std::string& role, const std::string& programme) {
    std::vector<std::string> arguments{"user",   "add",       "--email", "c@example.org",
                                       "--name", "Cora Hill", "--role",  role};
    if (!programme.empty()) arguments.insert(arguments.end(), {"--programme", programme});
    return run(arguments);
  };
  EXPECT_THAT(add("coordinator", "").error, HasSubstr("name it with --programme"));
  EXPECT_THAT(add("administrator", "rapsid").error, HasSubstr("--programme"));
  EXPECT_THAT(add("participant", "rapsid").error, HasSubstr("one of the staff's"));
  EXPECT_THAT(add("coordinator", "nowhere").error, HasSubstr("no programme nowhere"));
  const Printed added = add("coordinator", "rapsid");
  EXPECT_EQ(added.exit_code, 0);
  EXPECT_THAT(added.out, HasSubstr("http://127.0.0.1:8080/"));
  EXPECT_EQ(run({"user", "reset", "--email", "c@example.org"}).exit_code, 0);
  EXPECT_EQ(run({"user", "reset", "--email", "x@example.org"}).exit_code, 1);
}

TEST_F(Commands, ARosterGoesInWholeOrNotAtAll) {
  add_rapsid();
  folder.write("bad.csv", "first_name,birth_date\nAnna,1950-01-01\nBen,yesterday\n");
  const auto import = [&](const std::string& name, const std::string& programme) {
    return run({"import", folder.file(name).string(), "--programme", programme, "--as", "participants"});
  };
  const Printed bad = import("bad.csv", "rapsid");
  EXPECT_EQ(bad.exit_code, 1);
  EXPECT_THAT(bad.error, HasSubstr("bad.csv:3:"));
  EXPECT_NE(import("bad.csv", "nowhere").exit_code, 0);
  EXPECT_NE(
      run({"import", folder.file("bad.csv").string(), "--programme", "rapsid", "--as", "dogs"}).exit_code, 0);
  Installation installation(folder.settings(), Opening::existing);
  EXPECT_EQ(count(installation.database(), "select count(*) from person"), 0);
}

TEST_F(Commands, CheckFindsWhatIsBroken) {
  add_rapsid();
  {
    Installation installation(folder.settings(), Opening::existing);
    add_somebody(installation, "Anna");
    add_somebody(installation, "Ben");
  }
  EXPECT_EQ(run({"check"}).out, "The data is sound.\n");
  damage([](Tx& tx) { tx.execute("delete from event where sequence = 2"); });
  const Printed gap = run({"check"});
  EXPECT_EQ(gap.exit_code, 1);
  EXPECT_THAT(gap.error, Not(::testing::IsEmpty()));
  EXPECT_THAT(gap.out, HasSubstr("1 problems."));
}

TEST_F(Commands, CheckFindsARequestThatWaitsWithoutAClock) {
  add_rapsid();
  damage([](Tx& tx) {
    tx.execute(R"(
      insert into request (id, programme_id, participant_id, supporter_id, place, state, hello, on_behalf, made_at,
                           changed_at)
      values ('r1', 'p', 'a', 'b', 1, 'asked', $1, false, 0, 0)
    )",
               Bytes{"x"});
  });
  EXPECT_THAT(run({"check"}).error, HasSubstr("request r1 waits without a clock"));
}

// Bytes that rot on the disk: pages in the middle of the file, each a try of its own.
TEST_F(Commands, CheckFindsRottenPages) {
  add_rapsid();
  {
    Installation installation(folder.settings(), Opening::existing);
    for (int i = 0; i < 200; ++i) add_somebody(installation, "Anna");
  }
  const std::string whole = folder.read("kith.db");
  int found = 0, tried = 0;
  for (std::size_t page = 5; page < whole.size() / 4096 && tried < 8; page += 7, ++tried) {
    std::string rotten = whole;
    rotten.replace(page * 4096, 64, std::string(64, '\xa5'));
    folder.write("kith.db", rotten);
    found += run({"check"}).exit_code != 0 ? 1 : 0;
  }
  EXPECT_EQ(tried, 8);
  EXPECT_EQ(found, tried);
}

// While a server has the database open, commands are carried out by it.
TEST_F(Commands, GoThroughTheRunningServer) {
  add_rapsid();
  Installation installation(folder.settings(), Opening::existing);
  {
    const AdminSocket server(installation);
    EXPECT_EQ(run({"check"}).out, "The data is sound.\n");
    const Printed added = run({"user", "add", "--email", "l@example.org", "--name", "Lena", "--role", "lead",
                               "--programme", "rapsid"});
    EXPECT_EQ(added.exit_code, 0);
    EXPECT_THAT(added.out, HasSubstr("works once"));
    EXPECT_EQ(count(installation.database(), "select count(*) from person"), 1);
    const Printed refused = run({"user", "reset", "--email", "nobody@example.org"});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.error, HasSubstr("Nobody here has this address"));
    const auto mode = std::filesystem::status(folder.file("admin.sock")).permissions();
    EXPECT_EQ(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all),
              std::filesystem::perms::none);
    EXPECT_EQ(run({"backup", folder.file("copy").string()}).exit_code, 0);
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("admin.sock")));
  EXPECT_NE(run({"check"}).exit_code, 0) << "without it, the database is held by another";
}

}  // namespace
}  // namespace kith
