#include "simulation/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "simulation/ledger.h"

namespace kith::simulation {
namespace {

constexpr std::string_view caution =
    "This rehearses assumptions and predicts nobody: it shows what follows if people behave as the "
    "population "
    "file says.";

struct Spread {
  std::int64_t low = 0;
  std::int64_t middle = 0;
  std::int64_t high = 0;
};

Spread spread_of(const std::vector<std::int64_t>& values) {
  return {quantile(values, 10), quantile(values, 50), quantile(values, 90)};
}

Spread figure(const std::vector<Outcome>& outcomes, std::size_t week, std::size_t which) {
  std::vector<std::int64_t> values;
  for (const Outcome& each : outcomes) values.push_back(each.weeks[week].values[which]);
  return spread_of(values);
}

std::int64_t broken_in(const std::vector<Outcome>& outcomes) {
  std::int64_t sum = 0;
  for (const Outcome& each : outcomes) sum += each.violation_count;
  return sum;
}

std::string replay(const ReportHead& head, std::uint64_t seed) {
  return fmt::format("kith simulate --programme {} --population {} --weeks {} --seed {}{}", head.programme,
                     head.population, head.weeks, seed, head.faults ? " --faults" : "");
}

// Figures that say how things stand; the others are added up over the weeks of a column.
bool stands(std::size_t which) {
  const std::string_view key = figure_names()[which].key;
  return key.ends_with("_overdue") || key.starts_with("waiting") || key == "pairs" ||
         key.starts_with("pairs_silent") || key == "groups" || key == "groups_people" ||
         key == "groups_waiting";
}

// In a programme without groups there is nothing to say of them.
bool left_out(std::size_t which, const std::vector<Outcome>& outcomes) {
  return figure_names()[which].key.starts_with("groups") && !outcomes.front().has_groups;
}

using Lastings = std::vector<Lasting> Outcome::*;

// Over all seeds together: a few pairs of one seed say little.
std::vector<Lasting> together(const std::vector<Outcome>& outcomes, Lastings what) {
  std::vector<Lasting> out = outcomes.front().*what;
  for (std::size_t i = 1; i < outcomes.size(); ++i) {
    for (std::size_t at = 0; at < out.size(); ++at) {
      out[at].begun += (outcomes[i].*what)[at].begun;
      out[at].lasted += (outcomes[i].*what)[at].lasted;
    }
  }
  return out;
}

class TextReport {
 public:
  TextReport(const ReportHead& head, const std::vector<Outcome>& outcomes)
      : head_(head), outcomes_(outcomes) {}

  std::string write() {
    out_ = fmt::format("{} rehearsed for {} weeks with {} ({} participants, {} supporters), {}.\n{}\n\n",
                       head_.programme, head_.weeks, head_.people.name, head_.people.participants.count,
                       head_.people.supporters.count, seeds(), caution);
    // Wide enough for a screen: at most eight columns of weeks.
    const std::size_t weeks = outcomes_.front().weeks.size();
    const std::size_t columns = std::min<std::size_t>(weeks, outcomes_.size() > 1 ? 6 : 8);
    for (std::size_t i = 1; i <= columns; ++i) ends_.push_back(i * weeks / columns);
    header();
    for (std::size_t which = 0; which < figure_count; ++which) {
      if (!left_out(which, outcomes_)) row(which);
    }
    first_match();
    last("pairs", &Outcome::pairs_lasting);
    if (outcomes_.front().has_groups) last("groups", &Outcome::groups_lasting);
    violations();
    return std::move(out_);
  }

 private:
  std::string seeds() const {
    if (outcomes_.size() == 1) return fmt::format("seed {}", outcomes_.front().seed);
    return fmt::format(
        "seeds {} to {}; each figure is the middle one, with the interval that holds eight "
        "in ten",
        outcomes_.front().seed, outcomes_.back().seed);
  }

  int width() const { return outcomes_.size() > 1 ? 16 : 8; }

  void header() {
    out_ += fmt::format("{:<42}", "Up to week");
    for (const std::size_t end : ends_) out_ += fmt::format("{:>{}}", end, width());
    out_ += "\n";
  }

  void row(std::size_t which) {
    out_ += fmt::format("{:<42}", figure_names()[which].words);
    std::size_t from = 0;
    for (const std::size_t end : ends_) {
      std::vector<std::int64_t> values;
      for (const Outcome& each : outcomes_) {
        std::int64_t value = 0;
        for (std::size_t week = stands(which) ? end - 1 : from; week < end; ++week) {
          value += each.weeks[week].values[which];
        }
        values.push_back(value);
      }
      const Spread spread = spread_of(values);
      const std::string cell = outcomes_.size() > 1
                                   ? fmt::format("{} [{}-{}]", spread.middle, spread.low, spread.high)
                                   : std::to_string(spread.middle);
      out_ += fmt::format("{:>{}}", cell, width());
      from = end;
    }
    out_ += "\n";
  }

  void first_match() {
    std::vector<std::int64_t> half, late;
    for (const Outcome& each : outcomes_) {
      half.push_back(quantile(each.days_to_first_match, 50));
      late.push_back(quantile(each.days_to_first_match, 90));
    }
    out_ +=
        fmt::format("\nFrom coming in to the first match: half within {} days, nine in ten within {} days.\n",
                    spread_of(half).middle, spread_of(late).middle);
  }

  void last(std::string_view of_what, Lastings what) {
    for (const Lasting& each : together(outcomes_, what)) {
      if (each.begun == 0) continue;
      out_ += fmt::format("Of {} {} that began {} weeks before the end or earlier, {} lasted {} weeks.\n",
                          each.begun, of_what, each.weeks, each.lasted, each.weeks);
    }
  }

  void violations() {
    for (const Outcome& outcome : outcomes_) {
      for (const Violation& each : outcome.violations) {
        out_ += fmt::format("\nBroken: {}: {}\n  seed {}, {}, step {}: {}\n  replay: {}\n",
                            name_of(each.invariant), each.what, outcome.seed, to_rfc3339(each.at), each.step,
                            each.doing, replay(head_, outcome.seed));
        for (const std::string& before : each.before) out_ += "    before it: " + before + "\n";
      }
    }
    out_ += fmt::format("\nInvariants broken: {}\n", broken_in(outcomes_));
  }

  const ReportHead& head_;
  const std::vector<Outcome>& outcomes_;
  std::vector<std::size_t> ends_;  // the last week of each column
  std::string out_;
};

std::string csv(const std::vector<Outcome>& outcomes) {
  std::string out = "week,figure,low,middle,high\r\n";
  for (std::size_t week = 0; week < outcomes.front().weeks.size(); ++week) {
    for (std::size_t which = 0; which < figure_count; ++which) {
      const Spread spread = figure(outcomes, week, which);
      out += fmt::format("{},{},{},{},{}\r\n", week + 1, figure_names()[which].key, spread.low, spread.middle,
                         spread.high);
    }
  }
  return out +
         fmt::format("{},invariants_broken,,{},\r\n", outcomes.front().weeks.size(), broken_in(outcomes));
}

Json as_json(const Spread& spread) { return Json::array({spread.low, spread.middle, spread.high}); }

Json lasting_json(const std::vector<Outcome>& outcomes, Lastings what) {
  Json out = Json::array();
  for (const Lasting& each : together(outcomes, what)) {
    out.push(Json::object({{"weeks", each.weeks}, {"begun", each.begun}, {"lasted", each.lasted}}));
  }
  return out;
}

Json violations_json(const ReportHead& head, const std::vector<Outcome>& outcomes) {
  Json out = Json::array();
  for (const Outcome& outcome : outcomes) {
    for (const Violation& each : outcome.violations) {
      out.push(Json::object({{"invariant", name_of(each.invariant)},
                             {"what", each.what},
                             {"seed", static_cast<std::int64_t>(outcome.seed)},
                             {"at", to_rfc3339(each.at)},
                             {"step", each.step},
                             {"doing", each.doing},
                             {"replay", replay(head, outcome.seed)}}));
    }
  }
  return out;
}

std::string json(const ReportHead& head, const std::vector<Outcome>& outcomes) {
  Json weeks = Json::array();
  for (std::size_t week = 0; week < outcomes.front().weeks.size(); ++week) {
    Json line = Json::object({{"week", week + 1}});
    for (std::size_t which = 0; which < figure_count; ++which) {
      line.set(figure_names()[which].key, as_json(figure(outcomes, week, which)));
    }
    weeks.push(std::move(line));
  }
  std::vector<std::int64_t> half, late;
  for (const Outcome& each : outcomes) {
    half.push_back(quantile(each.days_to_first_match, 50));
    late.push_back(quantile(each.days_to_first_match, 90));
  }
  return to_text(Json::object({{"programme", head.programme},
                               {"population", head.people.name},
                               {"participants", head.people.participants.count},
                               {"supporters", head.people.supporters.count},
                               {"first_seed", static_cast<std::int64_t>(outcomes.front().seed)},
                               {"seeds", outcomes.size()},
                               {"faults", head.faults},
                               {"caution", caution},
                               {"figures_are", "lowest tenth, middle, highest tenth of the seeds"},
                               {"weeks", weeks},
                               {"days_to_first_match_median", as_json(spread_of(half))},
                               {"days_to_first_match_p90", as_json(spread_of(late))},
                               {"pairs_lasting", lasting_json(outcomes, &Outcome::pairs_lasting)},
                               {"groups_lasting", lasting_json(outcomes, &Outcome::groups_lasting)},
                               {"violations", violations_json(head, outcomes)},
                               {"invariants_broken", broken_in(outcomes)}})) +
         "\n";
}

}  // namespace

std::string report(const ReportHead& head, const std::vector<Outcome>& outcomes, ReportFormat format) {
  if (format == ReportFormat::json) return json(head, outcomes);
  if (format == ReportFormat::csv) return csv(outcomes);
  return TextReport(head, outcomes).write();
}

}  // namespace kith::simulation
