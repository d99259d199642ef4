#include "cli/scratch.h"

#include "base/refusal.h"
#include "cli/programme_on_disk.h"
#include "cli/roster_file.h"

namespace kith {
namespace {

constexpr std::string_view organisation = "This command";

Settings settings_in(const std::filesystem::path& folder) {
  Settings settings;
  settings.data = folder;
  settings.database_url = "sqlite::memory:";
  return settings;
}

}  // namespace

InMemory::InMemory()
    : installation_(std::make_unique<Installation>(settings_in(folder_.path()), Opening::create)) {}

Scratch::Scratch(const std::string& programme) {
  const ProgrammeOnDisk disk(programme);
  as_system([&](Context& context) {
    programme_ =
        installation().programmes().add(context, *disk.programme().package, std::string(organisation));
  });
}

void Scratch::as_system(const std::function<void(Context&)>& operation) {
  installation().application().as_system("kith on spreadsheets", operation);
}

void Scratch::add(package::Side side, const std::string& file) {
  ImportCommand command;
  command.programme = programme_.str();
  command.file = {side, file, roster_bytes(file), {}};
  as_system([&](Context& context) {
    const CommandOutput output = run_import(context, installation().rosters(), command);
    if (output.exit_code != 0) {
      std::string lines;
      for (const std::string& each : output.errors) (lines += lines.empty() ? "" : "\n") += each;
      throw Refusal(RefusalKind::invalid, "roster.wrong", lines);
    }
    installation().people().bring_in_everyone(context,
                                              installation().programmes().get(context.tx, programme_), side);
  });
}

}  // namespace kith
