#include "cli/demo.h"

#include <fstream>
#include <iostream>
#include <span>

#include "base/refusal.h"
#include "http/static_files.h"
#include "modules/programmes/package/package.h"

namespace kith {

namespace http {
std::span<const StaticFile> embedded_demonstration();
}

namespace {

constexpr std::string_view organisation = "The demonstration";
constexpr std::string_view coordinator_email = "coordinator@demonstration.example.org";
constexpr std::string_view supporter_email = "supporter@demonstration.example.org";
constexpr std::string_view participant_email = "participant@demonstration.example.org";

struct Roster {
  std::string_view programme;
  package::Side side;
  std::string_view file;
};

constexpr Roster rosters[] = {
    {"reachout", package::Side::supporter, "/reachout-supporters.csv"},
    {"reachout", package::Side::participant, "/reachout-participants.csv"},
    {"rapsid", package::Side::supporter, "/rapsid-facilitators.csv"},
    {"rapsid", package::Side::participant, "/rapsid-participants.csv"},
};

std::string contents_of(std::string_view path) {
  for (const http::StaticFile& file : http::embedded_demonstration()) {
    if (file.path == path) return std::string(file.plain);
  }
  throw std::logic_error("the demonstration lacks " + std::string(path));
}

void add_programmes(Installation& installation, Context& context) {
  for (const std::string_view key : {"reachout", "rapsid"}) {
    const auto loaded = package::load_package(installation.programmes().shipped() / key);
    if (!loaded.good()) throw std::logic_error(package::format_problems(loaded.problems));
    const ProgrammeId programme = installation.programmes().add(context, loaded.package, organisation);
    Identity coordinator;
    coordinator.first_name = "Robin";
    coordinator.last_name = "Marsh";
    coordinator.email = coordinator_email;
    for (const Role role : {Role::coordinator, Role::safeguarding_lead}) {
      installation.people().add_staff(context, coordinator, role, programme);
    }
    installation.people().add_staff(context, coordinator, Role::administrator, {});
  }
}

void import_rosters(Installation& installation, Context& context) {
  for (const Roster& roster : rosters) {
    const auto programme = installation.programmes().find_by_key(context.tx, roster.programme);
    RosterFile file{roster.side, std::string(roster.file), contents_of(roster.file), {}};
    file.settings.date_form = roster::DateForm::iso;
    const ImportOutcome outcome =
        installation.rosters().import(context, *programme, std::move(file), AcceptDuplicates::all);
    if (outcome.imported == 0) throw std::logic_error("the demonstration's roster cannot be imported");
    installation.people().bring_in_everyone(context, *programme, roster.side);
  }
}

void print_link(Installation& installation, Context& context, std::string_view who, std::string_view email) {
  const PersonId person = installation.people().find_by_address(context.tx, context.vault, email);
  const NewLink link{person, LinkPurpose::demonstration};
  const std::string token = installation.accounts().issue_link(context, link);
  std::cout << "  " << who << installation.accounts().link_url(LinkPurpose::demonstration, token) << '\n';
}

}  // namespace

int make_demonstration(Installation& installation, const Json&, const Say& say) {
  bool empty = true;
  installation.database().read([&](Tx& tx) { empty = installation.programmes().all(tx).empty(); });
  if (!empty) {
    say(Stream::error, "This data folder is in use already; the demonstration needs a fresh one.");
    return 1;
  }
  std::ofstream(installation.settings().data / "demonstration") << "Invented people only.\n";
  installation.application().as_system("kith demo", [&](Context& context) {
    add_programmes(installation, context);
    import_rosters(installation, context);
  });
  installation.application().settle();
  say(Stream::out, "The demonstration is ready: REACHOUT and RAPSID, with invented people.");
  return 0;
}

void say_demonstration_links(Installation& installation) {
  std::cout << "Sign in as\n";
  installation.application().as_system("demonstration links", [&](Context& context) {
    print_link(installation, context, "coordinator:    ", coordinator_email);
    print_link(installation, context, "peer supporter: ", supporter_email);
    print_link(installation, context, "participant:    ", participant_email);
  });
  std::cout << "Each link works once; stop and start Kith for new ones.\n" << std::flush;
}

}  // namespace kith
