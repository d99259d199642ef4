#include "data_folder.h"

#include <fstream>
#include <iterator>

#include "cli/command_line.h"

namespace kith {

void DataFolder::write(const std::string& name, const std::string& content, unsigned mode) const {
  std::ofstream(file(name), std::ios::binary) << content;
  std::filesystem::permissions(file(name), static_cast<std::filesystem::perms>(mode));
}

std::string DataFolder::read(const std::string& name) const {
  std::ifstream in(file(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> DataFolder::content() const {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    const std::string name = entry.path().filename().string();
    all[name] = entry.is_regular_file() ? read(name) : "";
  }
  return all;
}

Printed kith_command(const std::vector<std::string>& arguments) {
  std::vector<const char*> argv{"kith"};
  for (const std::string& each : arguments) argv.push_back(each.c_str());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int exit_code = run_command_line(static_cast<int>(argv.size()), argv.data());
  std::string out = testing::internal::GetCapturedStdout();
  return {exit_code, std::move(out), testing::internal::GetCapturedStderr()};
}

std::string refused(const std::function<void()>& act) {
  try {
    act();
  } catch (const Refusal& refusal) {
    return refusal.detail();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

void add_somebody(Installation& installation, const std::string& first_name) {
  installation.application().as_system("test", [&](Context& context) {
    Programmes& programmes = installation.programmes();
    auto programme = programmes.find_by_key(context.tx, "rapsid");
    if (!programme) {
      const auto package = package::load_package(programmes.shipped() / "rapsid").package;
      programme = programmes.get(context.tx, programmes.add(context, package, "House"));
    }
    NewPerson person;
    person.identity.first_name = first_name;
    person.identity.email = first_name + "@example.org";
    person.state = GrantState::active;
    installation.people().add(context, *programme, person);
  });
}

std::int64_t count(Database& database, const std::string& sql) {
  std::int64_t found = 0;
  database.read([&](Tx& tx) { found = tx.query(sql)[0].integer(0); });
  return found;
}

}  // namespace kith
