#include "base/refusal.h"
#include "base/text.h"
#include "cli/admin.h"
#include "cli/backup.h"
#include "cli/demo.h"
#include "cli/roster_file.h"
#include "modules/programmes/package/package.h"

// The administrative commands, each as it runs where the database is open.
namespace kith {
namespace {

int add_programme(Installation& installation, const Json& arguments, const Say& say) {
  const auto loaded = package::load_package(arguments.text("folder"));
  if (!loaded.good()) {
    say(Stream::error, package::format_problems(loaded.problems));
    return 1;
  }
  installation.application().as_system("kith programme add", [&](Context& context) {
    Programmes& programmes = installation.programmes();
    if (const auto there = programmes.find_by_key(context.tx, loaded.package.id)) {
      programmes.publish(context, there->id, loaded.package);
    } else {
      programmes.add(context, loaded.package, arguments.text("organisation"));
    }
  });
  say(Stream::out, "The programme " + loaded.package.id + " is ready.");
  return 0;
}

roster::DateForm date_form(const std::string& word) {
  if (word == "iso") return roster::DateForm::iso;
  if (word == "dmy") return roster::DateForm::dmy;
  return word == "mdy" ? roster::DateForm::mdy : roster::DateForm::ask;
}

int import_roster(Installation& installation, const Json& arguments, const Say& say) {
  ImportCommand command;
  command.programme = arguments.text("programme");
  command.file.side =
      arguments.text("as") == "supporters" ? package::Side::supporter : package::Side::participant;
  command.file.name = arguments.text("file");
  command.file.bytes = contents_of_file(command.file.name);
  command.file.settings.date_form = date_form(arguments.text("dates"));
  command.dry_run = *arguments.find("dry_run") == Json(true);
  if (*arguments.find("accept_duplicates") == Json(true)) command.accepted = AcceptDuplicates::all;
  CommandOutput output;
  const auto progress = [&](std::size_t done, std::size_t total) {
    say(Stream::error, std::to_string(done) + " of " + std::to_string(total));
  };
  installation.application().as_system("kith import", [&](Context& context) {
    output = run_import(context, installation.rosters(), command, progress);
  });
  for (const std::string& line : output.errors) say(Stream::error, line);
  for (const std::string& line : output.out) say(Stream::out, line);
  return output.exit_code;
}

ProgrammeId programme_named(Installation& installation, Context& context, const std::string& key) {
  if (key.empty()) return {};
  const auto found = installation.programmes().find_by_key(context.tx, key);
  if (!found)
    throw Refusal(RefusalKind::not_found, "programmes.unknown", "There is no programme " + key + " here.");
  return found->id;
}

int add_user(Installation& installation, const Json& arguments, const Say& say) {
  const auto role = enum_from<Role>(arguments.text("role"));
  if (!role || !is_staff(*role)) {
    throw Refusal(RefusalKind::invalid, "user.role",
                  "The role must be one of the staff's, such as coordinator.");
  }
  Identity identity;
  const auto names = split(trimmed(arguments.text("name")), ' ');
  identity.first_name = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) identity.last_name += (i > 1 ? " " : "") + names[i];
  identity.email = trimmed(arguments.text("email"));
  std::string link;
  installation.application().as_system("kith user add", [&](Context& context) {
    const ProgrammeId programme = programme_named(installation, context, arguments.text("programme"));
    if (programme.empty() != (*role == Role::administrator)) {
      throw Refusal(RefusalKind::invalid, "user.programme",
                    "Every role but administrator is held in one programme: name it with --programme.");
    }
    const PersonId person = installation.people().add_staff(context, identity, *role, programme);
    const NewLink asked{person, LinkPurpose::set_password, programme, Duration(0), identity.email};
    link = installation.accounts().link_url(LinkPurpose::set_password,
                                            installation.accounts().issue_link(context, asked));
  });
  say(Stream::out, "Give them this link; it works once, for two days:");
  say(Stream::out, link);
  return 0;
}

int reset_user(Installation& installation, const Json& arguments, const Say& say) {
  installation.application().as_system("kith user reset", [&](Context& context) {
    const PersonId person =
        installation.people().find_by_address(context.tx, context.vault, arguments.text("email"));
    if (person.empty())
      throw Refusal(RefusalKind::not_found, "user.unknown", "Nobody here has this address.");
    installation.accounts().reset_second_factor(context, person);
  });
  say(Stream::out, "The second factor was taken away, and every device signed out.");
  return 0;
}

int check_data(Installation& installation, const Json&, const Say& say) {
  const auto problems = installation.application().check();
  for (const std::string& each : problems) say(Stream::error, each);
  say(Stream::out, problems.empty() ? "The data is sound." : std::to_string(problems.size()) + " problems.");
  return problems.empty() ? 0 : 1;
}

}  // namespace

const std::map<std::string, AdminCommand>& admin_commands() {
  static const std::map<std::string, AdminCommand> commands{
      {"programme add", add_programme}, {"import", import_roster}, {"user add", add_user},
      {"user reset", reset_user},       {"check", check_data},     {"backup", make_backup},
      {"demo", make_demonstration}};
  return commands;
}

}  // namespace kith
