#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "base/refusal.h"
#include "cli/admin.h"
#include "cli/backup.h"
#include "cli/describe.h"
#include "cli/forming.h"
#include "cli/match.h"
#include "cli/serve.h"
#include "cli/simulate.h"
#include "cli/stories.h"
#include "kernel/problem.h"
#include "modules/journeys/journeys.h"
#include "modules/programmes/package/package.h"

namespace kith {
namespace {

// The values that the options write into; which command was given is known after parsing.
struct Given {
  std::string data = "data";
  std::string listen;
  int metrics_port = -1;
  std::string file;
  std::string programme;
  std::string side;
  bool dry_run = false;
  bool accept_duplicates = false;
  std::string dates = "ask";
  std::string email;
  std::string name;
  std::string role;
  std::string organisation = "Our organisation";
  std::string participants;
  std::string supporters;
  std::string format = "text";
  std::size_t top = 3;
  bool assign = false;
  SimulateCommand rehearsal;
};

Settings settings_from(const Given& given) {
  Settings settings = read_settings(given.data);
  if (!given.listen.empty()) listen_at(settings, given.listen);
  if (given.metrics_port >= 0) settings.metrics_port = static_cast<std::uint16_t>(given.metrics_port);
  check_settings(settings);
  return settings;
}

std::string whole_path(const std::string& path) { return std::filesystem::absolute(path).string(); }

int check_package(const Given& given) {
  const auto loaded = package::load_package(given.file);
  if (!loaded.good()) {
    std::cerr << package::format_problems(loaded.problems);
    return 1;
  }
  std::cout << loaded.package.id << " is sound: version " << loaded.package.version << ", fingerprint "
            << package::fingerprint_of(loaded.package).substr(0, 12) << "\n";
  return 0;
}

int test_package(const Given& given) {
  std::string out;
  const int code = test_programme(given.file, out);
  (code == 0 ? std::cout : std::cerr) << out;
  return code;
}

int print(const std::string& text) {
  std::cout << text;
  return 0;
}

using Run = std::function<int(const Given&)>;

Run admin(std::string command, Opening opening, std::function<Json(const Given&)> arguments) {
  return
      [=](const Given& given) { return run_admin(settings_from(given), opening, command, arguments(given)); };
}

CLI::App* add(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs, const std::string& name,
              const std::string& about, Run run) {
  CLI::App* command = app.add_subcommand(name, about);
  command->add_option("--data", given.data, "The data folder")->capture_default_str();
  runs[command] = std::move(run);
  return command;
}

void describe_serving(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  auto* serving = add(app, given, runs, "serve", "Serve Kith, making the data folder if there is none",
                      [](const Given& g) { return serve(settings_from(g)); });
  serving->add_option("--listen", given.listen, "ADDRESS:PORT, instead of what kith.toml says");
  serving
      ->add_option("--metrics-port", given.metrics_port,
                   "Port for /metrics on this machine; 0 for any free one")
      ->check(CLI::Range(0, 65'535));
  add(app, given, runs, "demo", "Fill a fresh data folder with invented people",
      admin("demo", Opening::create, [](const Given&) { return Json::object(); }));
}

void describe_programmes(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  CLI::App* programme = app.add_subcommand("programme", "Programmes as data");
  programme->require_subcommand(1);
  auto* check = add(*programme, given, runs, "check",
                    "Check a package, naming file, line and cure of every mistake", check_package);
  check->add_option("FOLDER", given.file, "The package's folder")->required();
  auto* testing = add(*programme, given, runs, "test",
                      "Play the stories in the package's tests/ and compare what follows", test_package);
  testing->add_option("FOLDER", given.file, "The package's folder")->required();
  auto* adding =
      add(*programme, given, runs, "add", "Add a programme, or publish a new version of it",
          admin("programme add", Opening::create, [](const Given& g) {
            return Json::object({{"folder", whole_path(g.file)}, {"organisation", g.organisation}});
          }));
  adding->add_option("FOLDER", given.file, "The package's folder")->required();
  adding->add_option("--organisation", given.organisation, "Who runs it")->capture_default_str();
}

void describe_people(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  auto* import =
      add(app, given, runs, "import", "Import a roster: all of it, or nothing and every error named",
          admin("import", Opening::existing, [](const Given& g) {
            return Json::object({{"file", whole_path(g.file)},
                                 {"programme", g.programme},
                                 {"as", g.side},
                                 {"dry_run", g.dry_run},
                                 {"accept_duplicates", g.accept_duplicates},
                                 {"dates", g.dates}});
          }));
  import->add_option("FILE", given.file, "A CSV file")->required()->check(CLI::ExistingFile);
  import->add_option("--programme", given.programme, "The programme's key")->required();
  import->add_option("--as", given.side, "Which side of the programme")
      ->required()
      ->check(CLI::IsMember({"participants", "supporters"}));
  import->add_flag("--dry-run", given.dry_run, "Check only; change nothing");
  import->add_flag("--accept-duplicates", given.accept_duplicates,
                   "Rows that look like somebody already there are people of their own");
  import
      ->add_option(
          "--dates", given.dates,
          "How dates are written where that is in doubt: iso (1961-04-03), dmy (3/4/1961), mdy (4/3/1961)")
      ->check(CLI::IsMember({"ask", "iso", "dmy", "mdy"}))
      ->capture_default_str();
  CLI::App* user = app.add_subcommand("user", "Staff");
  user->require_subcommand(1);
  auto* adding =
      add(*user, given, runs, "add", "Give someone a staff role and print their link",
          admin("user add", Opening::create, [](const Given& g) {
            return Json::object(
                {{"email", g.email}, {"name", g.name}, {"role", g.role}, {"programme", g.programme}});
          }));
  adding->add_option("--email", given.email, "Their e-mail address")->required();
  adding->add_option("--name", given.name, "First and last name")->required();
  adding
      ->add_option("--role", given.role,
                   "coordinator, supervisor, safeguarding_lead, lead, administrator ...")
      ->required();
  adding->add_option("--programme", given.programme, "The programme's key; not for administrator");
  auto* reset = add(*user, given, runs, "reset", "Take a lost second factor away",
                    admin("user reset", Opening::existing, [](const Given& g) {
                      return Json::object({{"email", g.email}});
                    }));
  reset->add_option("--email", given.email, "Their e-mail address")->required();
}

int restore(const Given& given) {
  restore_backup(read_settings(given.data), given.file);
  std::cout << "Restored. Start Kith with `kith serve --data " << given.data << "`.\n";
  return 0;
}

int match(const Given& given) {
  const auto format = given.format == "csv"    ? ReportFormat::csv
                      : given.format == "json" ? ReportFormat::json
                                               : ReportFormat::text;
  return print(
      match_report({given.programme, given.participants, given.supporters, given.top, given.assign, format}));
}

void describe_planning(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  CLI::App* matching = app.add_subcommand(
      "match",
      "Match people from two spreadsheets, with reasons; nothing is kept and no data folder is needed");
  runs[matching] = match;
  matching->add_option("--programme", given.programme, "A programme that Kith ships, or a package's folder")
      ->required();
  matching->add_option("--participants", given.participants, "A CSV or JSON file of those who seek someone")
      ->required()
      ->check(CLI::ExistingFile);
  matching->add_option("--supporters", given.supporters, "A CSV or JSON file of peer supporters")
      ->required()
      ->check(CLI::ExistingFile);
  matching->add_option("--top", given.top, "How many to suggest to each")
      ->check(CLI::Range(1, 50))
      ->capture_default_str();
  matching
      ->add_flag("--assign", given.assign,
                 "One supporter for each: as many matched as can be, and best in all")
      ->excludes("--top");
  matching->add_option("--format", given.format, "text, csv or json")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->capture_default_str();
}

// 3 when an invariant was broken, so that a script notices.
int rehearse(const Given& given) {
  SimulateCommand command = given.rehearsal;
  command.format = given.format == "csv"    ? simulation::ReportFormat::csv
                   : given.format == "json" ? simulation::ReportFormat::json
                                            : simulation::ReportFormat::text;
  const SimulateResult result = simulate(command);
  std::cout << result.report;
  return result.sound ? 0 : 3;
}

void describe_rehearsing(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  CLI::App* simulating = app.add_subcommand(
      "simulate", "Rehearse a programme with invented people; nothing is kept and no data folder is needed");
  runs[simulating] = rehearse;
  SimulateCommand& command = given.rehearsal;
  simulating
      ->add_option("--programme", command.programme, "A programme that Kith ships, or a package's folder")
      ->required();
  simulating->add_option("--population", command.population,
                         "A population that Kith ships, or a file; else the one named like the programme");
  simulating->add_option("--weeks", command.weeks, "How long")
      ->check(CLI::Range(1, 520))
      ->capture_default_str();
  simulating->add_option("--seed", command.seed, "The same seed gives the same report")
      ->capture_default_str();
  simulating->add_option("--seeds", command.seeds, "How many, from --seed on; figures become intervals")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  simulating->add_flag("--faults", command.faults,
                       "Crash, refuse mail, jump the clock and hear events twice on the way");
  simulating->add_option("--report", given.format, "text, json or csv")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->capture_default_str();
}

void describe_operating(CLI::App& app, Given& given, std::map<CLI::App*, Run>& runs) {
  auto* backup = add(app, given, runs, "backup", "Write a sealed copy of all data, also while Kith serves",
                     admin("backup", Opening::existing, [](const Given& g) {
                       return Json::object({{"file", whole_path(g.file)}});
                     }));
  backup->add_option("FILE", given.file, "Where to write it")->required();
  auto* restoring = add(app, given, runs, "restore",
                        "Put a backup into a data folder (or a PostgreSQL) without data", restore);
  restoring->add_option("FILE", given.file, "The backup")->required()->check(CLI::ExistingFile);
  add(app, given, runs, "check", "Verify the integrity of the data",
      admin("check", Opening::existing, [](const Given&) { return Json::object(); }));
  add(app, given, runs, "openapi", "Print the OpenAPI document",
      [](const Given&) { return print(openapi_text()); });
  add(app, given, runs, "lifecycles", "Print where people and matches stand, with diagrams",
      [](const Given&) { return print(lifecycles_document()); });
  add(app, given, runs, "access-table", "Print who may call which endpoint",
      [](const Given&) { return print(access_text()); });
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  CLI::App app("Kith runs health peer-support programmes from the first invitation to a good ending.",
               "kith");
  app.set_version_flag("--version", std::string("kith ") + KITH_VERSION);
  app.require_subcommand(1);
  Given given;
  std::map<CLI::App*, Run> runs;
  describe_serving(app, given, runs);
  describe_programmes(app, given, runs);
  describe_people(app, given, runs);
  describe_planning(app, given, runs);
  describe_rehearsing(app, given, runs);
  describe_operating(app, given, runs);
  const FormingCommands forming(app);
  try {
    app.parse(argc, argv);
    for (const auto& [command, run] : runs) {
      if (command->parsed()) return run(given);
    }
    if (const auto output = forming.run()) {
      print(output->text);
      return output->exit_code;
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const Refusal& refusal) {
    std::cerr << refusal.detail() << '\n';
    return exit_code_of(refusal.kind());
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace kith
