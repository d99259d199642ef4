#include "cli/match.h"

#include <fmt/format.h>

#include "cli/scratch.h"
#include "modules/matching/matching.h"

namespace kith {
namespace {

struct Named {
  std::string ref;
  std::string name;
};

class Names {
 public:
  Names(Context& context, const People& people) : context_(context), people_(people) {}

  const Named& of(const PersonId& person) {
    const auto known = names_.find(person);
    if (known != names_.end()) return known->second;
    const Identity identity = people_.identity(context_, reach_identities_as_system(context_), person);
    return names_.emplace(person, Named{identity.ref, identity.full_name()}).first->second;
  }

 private:
  Context& context_;
  const People& people_;
  std::map<PersonId, Named> names_;
};

std::string said(const Named& named) {
  return named.ref.empty() ? named.name : named.name + " (" + named.ref + ")";
}

std::string joined(const std::vector<std::string>& sentences, std::string_view between = "; ") {
  std::string out;
  for (const std::string& each : sentences) (out += out.empty() ? "" : between) += each;
  return out;
}

Json texts(const std::vector<std::string>& sentences) {
  Json out = Json::array();
  for (const std::string& each : sentences) out.push(each);
  return out;
}

std::string why_nobody(const PersonPlan& plan) {
  if (plan.passing > 0) return "Everybody who suits is needed by somebody else";
  return plan.nearest.empty() ? "Nobody free meets what must always hold" : "Nobody meets every must-have";
}

std::string what_would_help(const std::vector<std::string>& asked) {
  return asked.empty() ? "one more supporter" : "one more supporter (" + joined(asked) + ")";
}

double points(std::int64_t score) { return static_cast<double>(score) / 1000; }

// How far the fit of a plan can be below the best there is, as a share of it.
double gap(const WholePlan& plan) {
  if (plan.bound <= 0) return 0;
  return static_cast<double>(plan.bound - plan.total) / static_cast<double>(plan.bound);
}

// How a report is written. `fits` tells a suggestion from a nearest alternative.
class Report {
 public:
  virtual ~Report() = default;
  virtual void person(const Named& named, const PersonPlan& plan) = 0;
  virtual void pair(const Named& participant, const Named& supporter, const PlannedPair& pair,
                    std::size_t rank, bool fits) = 0;
  virtual void whole(const WholePlan&) {}  // after everybody, when one plan was made for all
  virtual std::string finish() = 0;
};

class TextReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    ++people_;
    if (plan.pairs.empty()) ++alone_;
    out_ += (out_.empty() ? "" : "\n") + said(named) + "\n";
    if (!plan.pairs.empty()) return;
    out_ += "  " + why_nobody(plan) + ".\n";
    if (!plan.would_help.empty()) out_ += "  Would help: " + what_would_help(plan.would_help) + ".\n";
    if (!plan.nearest.empty()) out_ += "  Nearest:\n";
  }
  void pair(const Named&, const Named& supporter, const PlannedPair& pair, std::size_t rank,
            bool fits) override {
    const std::string shown = fits ? fmt::format("  {:.1f} points", points(pair.score)) : "";
    out_ += fmt::format("  {}. {}{}\n", rank, said(supporter), shown);
    for (const std::string& each : pair.reasons) out_ += "     + " + each + "\n";
    for (const std::string& each : pair.differs) out_ += "     - " + each + "\n";
  }
  void whole(const WholePlan& plan) override {
    if (!plan.wanted.empty()) end_ += "\nWhat would help most:\n";
    for (const WantedSupporter& each : plan.wanted) {
      end_ += fmt::format("  {}: needed by {} {}", what_would_help(each.asked), each.people,
                          each.people == 1 ? "person" : "people");
      end_ += each.places.empty() ? "\n" : ", most of them near " + joined(each.places, ", ") + "\n";
    }
    end_ +=
        plan.total == plan.bound
            ? "\nNo plan for as many people has a better fit in all; that is proved.\n"
            : fmt::format("\nThe best plan for as many people is at most {:.2f} % better; that is proved.\n",
                          100 * gap(plan));
  }
  std::string finish() override {
    return std::move(out_) + fmt::format("\n{} people; {} of them have nobody.\n", people_, alone_) + end_;
  }

 private:
  std::string out_;
  std::string end_;
  std::size_t people_ = 0;
  std::size_t alone_ = 0;
};

class CsvReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    if (plan.pairs.empty() && plan.nearest.empty()) {
      rows_.push_back({named.ref, named.name, {}, {}, {}, {}, why_nobody(plan), {}, {}, help(plan)});
    }
    help_ = help(plan);
  }
  void pair(const Named& participant, const Named& supporter, const PlannedPair& pair, std::size_t rank,
            bool fits) override {
    rows_.push_back({participant.ref, participant.name, rank, supporter.ref, supporter.name,
                     fits ? Json(points(pair.score)) : Json(), fits ? "meets every must-have" : "nearest",
                     joined(pair.reasons), joined(pair.differs), help_});
  }
  std::string finish() override { return roster::write_csv(rows_); }

 private:
  static std::string help(const PersonPlan& plan) {
    return plan.would_help.empty() ? "" : what_would_help(plan.would_help);
  }

  std::string help_;  // of the person who was told last
  std::vector<std::vector<Json>> rows_{{"participant_ref", "participant", "rank", "supporter_ref",
                                        "supporter", "points", "fit", "reasons", "differs", "would_help"}};
};

class JsonReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    people_.push(Json::object({{"ref", named.ref},
                               {"name", named.name},
                               {"passing", plan.passing},
                               {"suggestions", Json::array()},
                               {"nearest", Json::array()},
                               {"would_help", texts(plan.would_help)}}));
  }
  void pair(const Named&, const Named& supporter, const PlannedPair& pair, std::size_t, bool fits) override {
    Json& person = people_.array_items().back();
    for (auto& [name, list] : person.members()) {
      if (name != (fits ? "suggestions" : "nearest")) continue;
      list.push(Json::object({{"ref", supporter.ref},
                              {"name", supporter.name},
                              {"points", points(pair.score)},
                              {"reasons", texts(pair.reasons)},
                              {"differs", texts(pair.differs)}}));
    }
  }
  void whole(const WholePlan& plan) override {
    Json wanted = Json::array();
    for (const WantedSupporter& each : plan.wanted) {
      wanted.push(Json::object(
          {{"asked", texts(each.asked)}, {"people", each.people}, {"places", texts(each.places)}}));
    }
    plan_ = Json::object({{"matched", plan.matched},
                          {"points", points(plan.total)},
                          {"points_at_most", points(plan.bound)},
                          {"wanted", std::move(wanted)}});
  }
  std::string finish() override {
    Json out = Json::object({{"people", std::move(people_)}});
    if (!plan_.is_null()) out.set("plan", std::move(plan_));
    return to_text(out) + "\n";
  }

 private:
  Json people_ = Json::array();
  Json plan_;
};

std::unique_ptr<Report> report_as(ReportFormat format) {
  if (format == ReportFormat::csv) return std::make_unique<CsvReport>();
  if (format == ReportFormat::json) return std::make_unique<JsonReport>();
  return std::make_unique<TextReport>();
}

void write(Report& report, Names& names, const PersonPlan& plan) {
  const Named& participant = names.of(plan.participant);
  report.person(participant, plan);
  const bool fits = !plan.pairs.empty();
  std::size_t rank = 0;
  for (const PlannedPair& each : fits ? plan.pairs : plan.nearest) {
    report.pair(participant, names.of(each.supporter), each, ++rank, fits);
  }
}

}  // namespace

std::string match_report(const MatchCommand& command) {
  Scratch scratch(command.programme);
  scratch.add(package::Side::supporter, command.supporters);
  scratch.add(package::Side::participant, command.participants);
  const auto report = report_as(command.format);
  scratch.as_system([&](Context& context) {
    const People& people = scratch.installation().people();
    Names names(context, people);
    WholePlan plan;
    if (command.assign)
      plan = plan_for_everybody(context, people, scratch.programme());
    else
      plan.people = shortlists(context, people, scratch.programme(), command.top);
    for (const PersonPlan& each : plan.people) write(*report, names, each);
    if (command.assign) report->whole(plan);
  });
  return report->finish();
}

}  // namespace kith
