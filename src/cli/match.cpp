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

std::string joined(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& each : sentences) (out += out.empty() ? "" : "; ") += each;
  return out;
}

Json texts(const std::vector<std::string>& sentences) {
  Json out = Json::array();
  for (const std::string& each : sentences) out.push(each);
  return out;
}

std::string why_nobody(const PersonPlan& plan) {
  if (plan.passing > 0) return "Everybody who suits is needed by somebody else";
  return plan.nearest.empty() ? "Nobody is free" : "Nobody meets every must-have";
}

double points(const PlannedPair& pair) { return static_cast<double>(pair.score) / 1000; }

// How a report is written. `fits` tells a suggestion from a nearest alternative.
class Report {
 public:
  virtual ~Report() = default;
  virtual void person(const Named& named, const PersonPlan& plan) = 0;
  virtual void pair(const Named& participant, const Named& supporter, const PlannedPair& pair,
                    std::size_t rank, bool fits) = 0;
  virtual std::string finish() = 0;
};

class TextReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    ++people_;
    if (plan.pairs.empty()) ++alone_;
    out_ += (out_.empty() ? "" : "\n") + said(named) + "\n";
    if (plan.pairs.empty()) out_ += "  " + why_nobody(plan) + (plan.nearest.empty() ? ".\n" : ". Nearest:\n");
  }
  void pair(const Named&, const Named& supporter, const PlannedPair& pair, std::size_t rank,
            bool fits) override {
    const std::string shown = fits ? fmt::format("  {:.1f} points", points(pair)) : "";
    out_ += fmt::format("  {}. {}{}\n", rank, said(supporter), shown);
    for (const std::string& each : pair.reasons) out_ += "     + " + each + "\n";
    for (const std::string& each : pair.differs) out_ += "     - " + each + "\n";
  }
  std::string finish() override {
    out_ += fmt::format("\n{} people; {} of them have nobody.\n", people_, alone_);
    return std::move(out_);
  }

 private:
  std::string out_;
  std::size_t people_ = 0;
  std::size_t alone_ = 0;
};

class CsvReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    if (plan.pairs.empty() && plan.nearest.empty()) {
      rows_.push_back({named.ref, named.name, {}, {}, {}, {}, why_nobody(plan), {}, {}});
    }
  }
  void pair(const Named& participant, const Named& supporter, const PlannedPair& pair, std::size_t rank,
            bool fits) override {
    rows_.push_back({participant.ref, participant.name, rank, supporter.ref, supporter.name,
                     fits ? Json(points(pair)) : Json(), fits ? "meets every must-have" : "nearest",
                     joined(pair.reasons), joined(pair.differs)});
  }
  std::string finish() override { return roster::write_csv(rows_); }

 private:
  std::vector<std::vector<Json>> rows_{{"participant_ref", "participant", "rank", "supporter_ref",
                                        "supporter", "points", "fit", "reasons", "differs"}};
};

class JsonReport : public Report {
 public:
  void person(const Named& named, const PersonPlan& plan) override {
    people_.push(Json::object({{"ref", named.ref},
                               {"name", named.name},
                               {"passing", plan.passing},
                               {"suggestions", Json::array()},
                               {"nearest", Json::array()}}));
  }
  void pair(const Named&, const Named& supporter, const PlannedPair& pair, std::size_t, bool fits) override {
    Json& person = people_.array_items().back();
    for (auto& [name, list] : person.members()) {
      if (name != (fits ? "suggestions" : "nearest")) continue;
      list.push(Json::object({{"ref", supporter.ref},
                              {"name", supporter.name},
                              {"points", points(pair)},
                              {"reasons", texts(pair.reasons)},
                              {"differs", texts(pair.differs)}}));
    }
  }
  std::string finish() override { return to_text(people_) + "\n"; }

 private:
  Json people_ = Json::array();
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
    const auto plans = command.assign ? plan_for_everybody(context, people, scratch.programme()).people
                                      : shortlists(context, people, scratch.programme(), command.top);
    for (const PersonPlan& each : plans) write(*report, names, each);
  });
  return report->finish();
}

}  // namespace kith
