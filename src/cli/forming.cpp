#include "cli/forming.h"

#include <CLI/CLI.hpp>
#include <vector>

#include "cli/allocate.h"
#include "cli/groups.h"

namespace kith {

struct FormingCommands::Given {
  CLI::App* groups = nullptr;
  GroupsRequest forming;
  CLI::App* allocate = nullptr;
  AllocateRequest allocating;
  std::string replaying;  // the file of a record
};

namespace {

void describe_groups(CLI::App& command, GroupsRequest& request) {
  command.add_option("--programme", request.programme, "Name of a programme, or its folder")->required();
  command.add_option("--participants", request.participants, "CSV or JSON file")
      ->required()
      ->check(CLI::ExistingFile);
  command.add_option("--facilitators", request.facilitators, "CSV or JSON file")
      ->required()
      ->check(CLI::ExistingFile);
  command.add_option("--format", request.format, "text, csv or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "csv", "json"}));
  command.add_option("--seed", request.seed, "The same seed gives the same groups")->capture_default_str();
  command.add_option("--steps", request.steps, "How long to search, in steps for each person")
      ->capture_default_str()
      ->check(CLI::Range(0, 1'000'000));
  command.add_option("--groups", request.groups, "How many groups; 0 lets their size decide")
      ->capture_default_str()
      ->check(CLI::Range(0, 100'000));
}

// Either a record is replayed, or units are allocated, which needs four options.
void describe_allocate(CLI::App& command, AllocateRequest& request, std::string& replaying) {
  const auto* replay =
      command
          .add_option("--replay", replaying, "Run the record of a closed trial again, and say what differs")
          ->check(CLI::ExistingFile);
  CLI::Option* needed[] = {
      command.add_option("--programme", request.programme, "Name of a programme, or its folder"),
      command.add_option("--participants", request.participants, "CSV or JSON file")
          ->check(CLI::ExistingFile),
      command.add_option("--arms", request.arms, "NAME or NAME:SHARE, separated by commas"),
      command.add_option("--seed", request.seed, "The trial's seed, kept sealed until the end")};
  command.callback([replay, needed = std::vector<CLI::Option*>(std::begin(needed), std::end(needed))] {
    for (const CLI::Option* each : needed) {
      if (replay->count() == 0 && each->count() == 0) throw CLI::RequiredError(each->get_name());
    }
  });
  command.add_option("--method", request.method, "simple, blocks, minimise or constrained")
      ->capture_default_str()
      ->check(CLI::IsMember({"simple", "blocks", "minimise", "constrained"}));
  command.add_option("--factors", request.factors,
                     "Questions to balance, separated by commas; NAME or NAME:WEIGHT");
  command.add_option("--unit", request.unit,
                     "Allocate by this question's answers (a practice, a town), not by person");
  command.add_option("--blocks", request.blocks, "Block lengths, separated by commas");
  command.add_option("--best", request.best_milli, "minimise: thousandths for the best arm")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command.add_option("--format", request.format, "text, csv or json")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "csv", "json"}));
}

}  // namespace

FormingCommands::FormingCommands(CLI::App& app) : given_(std::make_unique<Given>()) {
  given_->groups = app.add_subcommand("groups", "Form groups out of two files, and say why");
  describe_groups(*given_->groups, given_->forming);
  given_->allocate =
      app.add_subcommand("allocate", "Allocate people, practices or areas to the arms of a trial");
  describe_allocate(*given_->allocate, given_->allocating, given_->replaying);
}

FormingCommands::~FormingCommands() = default;

std::optional<FormingCommands::Output> FormingCommands::run() const {
  if (given_->groups->parsed()) return Output{groups_output(given_->forming)};
  if (!given_->allocate->parsed()) return std::nullopt;
  if (given_->replaying.empty()) return Output{allocate_output(given_->allocating)};
  const ReplayOutput replayed = replay_output(given_->replaying);
  return Output{replayed.text, replayed.follows ? 0 : 1};
}

}  // namespace kith
