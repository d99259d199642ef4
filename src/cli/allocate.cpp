#include "cli/allocate.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/refusal.h"
#include "base/text.h"
#include "cli/programme_on_disk.h"
#include "cli/roster_file.h"
#include "engine/trial/allocation.h"
#include "engine/trial/constrained.h"
#include "engine/trial/record_file.h"
#include "modules/interop/csv/roster.h"

namespace kith {
namespace {

constexpr const char* not_known = "not known";

[[noreturn]] void refuse(const std::string& detail) {
  throw Refusal(RefusalKind::invalid, "allocate.option", detail);
}

int number(const std::string& text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) refuse(text + " is not a whole number.");
  return out;
}

struct Named {
  std::string name;
  int number = 1;
};

// "a:2,b" as (a, 2) and (b, 1).
std::vector<Named> named_list(const std::string& text) {
  std::vector<Named> out;
  if (trimmed(text).empty()) return out;
  for (const std::string& each : split(text, ',')) {
    const auto colon = each.rfind(':');
    Named item{trimmed(each.substr(0, colon)),
               colon == std::string::npos ? 1 : number(trimmed(each.substr(colon + 1)))};
    if (item.name.empty()) refuse("A name is missing in " + text + ".");
    out.push_back(std::move(item));
  }
  return out;
}

std::string word_of(const RosterPerson& person, const std::string& key) {
  const auto at = person.find(key);
  if (at == person.end()) return not_known;
  if (at->second.is_string()) return at->second.string();
  if (at->second.is_bool()) return at->second.boolean() ? "yes" : "no";
  return to_text(at->second);
}

// What is allocated: its reference and what it answers to each factor.
struct Unit {
  std::string ref;
  std::vector<std::string> answers;
  int people = 1;
};

std::vector<Unit> units_of(const AllocateRequest& request, const std::vector<RosterPerson>& people,
                           const std::vector<Named>& factors) {
  std::vector<Unit> out;
  std::map<std::string, std::size_t> known;
  for (const RosterPerson& person : people) {
    const std::string ref = word_of(person, request.unit.empty() ? "ref" : request.unit);
    const auto [at, fresh] = known.emplace(ref, out.size());
    if (!fresh && request.unit.empty()) refuse(ref + " stands twice in the file.");
    if (!fresh) {
      ++out[at->second].people;
      continue;
    }
    Unit unit{ref, {}, 1};
    for (const Named& each : factors) unit.answers.push_back(word_of(person, each.name));
    out.push_back(std::move(unit));
  }
  return out;
}

void check_questions(const AllocateRequest& request, const package::Package& package,
                     const std::vector<Named>& factors) {
  const auto known = [&](const std::string& key) {
    return package.question(key) || package.identity_question(key);
  };
  if (!request.unit.empty() && !known(request.unit))
    refuse("The programme has no question " + request.unit + ".");
  for (const Named& each : factors) {
    if (!known(each.name) && each.name != "people")
      refuse("The programme has no question " + each.name + ".");
  }
}

std::vector<trial::Arm> arms_of(const std::string& text) {
  std::vector<trial::Arm> out;
  for (const Named& each : named_list(text)) out.push_back({each.name, each.number});
  return out;
}

struct Row {
  std::string unit;
  std::string arm;
  std::string record;
};

std::string printed(const AllocateRequest& request, const std::string& commitment,
                    const std::vector<Row>& rows, const std::string& note) {
  if (request.format == "json") {
    Json list = Json::array();
    for (const Row& each : rows) {
      list.push(Json::object({{"unit", each.unit}, {"arm", each.arm}, {"record", each.record}}));
    }
    return to_text(Json::object({{"commitment", commitment}, {"allocations", list}})) + "\n";
  }
  if (request.format == "csv") {
    std::vector<std::vector<Json>> table = {{"unit", "arm", "record"}};
    for (const Row& each : rows) table.push_back({each.unit, each.arm, each.record});
    return roster::write_csv(table, {.byte_order_mark = false});
  }
  std::map<std::string, int> counts;
  for (const Row& each : rows) ++counts[each.arm];
  std::string out = "Commitment " + commitment + "\n" + note;
  for (const auto& [arm, count] : counts) out += fmt::format("{}: {}\n", arm, count);
  for (const Row& each : rows) out += each.unit + "  " + each.arm + "  " + each.record + "\n";
  return out;
}

std::string one_by_one(const AllocateRequest& request, const std::vector<Unit>& units,
                       const std::vector<Named>& factors) {
  trial::Design design;
  design.method = request.method == "simple"   ? trial::Method::simple
                  : request.method == "blocks" ? trial::Method::blocks
                                               : trial::Method::minimise;
  design.arms = arms_of(request.arms);
  design.best_milli = request.best_milli;
  for (const Named& each : named_list(request.blocks)) design.blocks.push_back(number(each.name));
  for (std::size_t f = 0; f < factors.size(); ++f) {
    trial::Factor factor{factors[f].name, {}, factors[f].number};
    for (const Unit& each : units) factor.levels.push_back(each.answers[f]);
    std::ranges::sort(factor.levels);
    factor.levels.erase(std::unique(factor.levels.begin(), factor.levels.end()), factor.levels.end());
    design.factors.push_back(std::move(factor));
  }
  trial::Allocation allocation(design, request.seed);
  std::string seal = allocation.commitment();
  std::vector<Row> rows;
  for (const Unit& each : units) {
    std::vector<int> levels;
    for (std::size_t f = 0; f < factors.size(); ++f) {
      const auto& all = design.factors[f].levels;
      levels.push_back(static_cast<int>(std::ranges::lower_bound(all, each.answers[f]) - all.begin()));
    }
    const trial::Line line = allocation.allocate(each.ref, levels, true);
    const std::string record = trial::to_text(design, line, seal);
    seal = record.substr(record.rfind(',') + 1);
    rows.push_back({each.ref, design.arms[static_cast<std::size_t>(line.arm)].key, record});
  }
  return printed(request, allocation.commitment(), rows, "");
}

std::string all_at_once(const AllocateRequest& request, const std::vector<Unit>& units,
                        const std::vector<Named>& factors) {
  trial::ConstrainedDesign design;
  design.arms = arms_of(request.arms);
  for (const Named& each : factors)
    design.covariates.push_back({each.name, static_cast<double>(each.number)});
  std::vector<trial::Cluster> clusters;
  for (const Unit& each : units) {
    trial::Cluster cluster{each.ref, {}};
    for (std::size_t f = 0; f < factors.size(); ++f) {
      if (factors[f].name == "people") {
        cluster.values.push_back(each.people);
        continue;
      }
      double value = 0;
      const std::string& text = each.answers[f];
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
      if (read.ec != std::errc()) refuse(each.ref + " has no number for " + factors[f].name + ".");
      cluster.values.push_back(value);
    }
    clusters.push_back(std::move(cluster));
  }
  const auto result = trial::allocate_constrained(design, clusters, request.seed);
  std::vector<Row> rows;
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    rows.push_back({clusters[c].key, design.arms[static_cast<std::size_t>(result.arm[c])].key, ""});
  }
  const std::string note = fmt::format(
      "Picked number {} of the {} best balanced of {} allocations; imbalance {:.4f}, at worst {:.4f}. Two "
      "units are in "
      "one arm in {} to {} thousandths of them.\n",
      result.picked + 1, result.acceptable, result.candidates, result.imbalance, result.worst_acceptable,
      result.least_together_milli, result.most_together_milli);
  return printed(request, result.commitment, rows, note);
}

}  // namespace

std::string allocate_output(const AllocateRequest& request) {
  const ProgrammeOnDisk disk(request.programme);
  const auto factors = named_list(request.factors);
  check_questions(request, *disk.programme().package, factors);
  const auto people = read_people(request.participants, disk.programme(), package::Side::participant);
  const auto units = units_of(request, people, factors);
  return request.method == "constrained" ? all_at_once(request, units, factors)
                                         : one_by_one(request, units, factors);
}

ReplayOutput replay_output(const std::string& file) {
  const trial::Replayed replayed = trial::replay_record(contents_of_file(file));
  if (replayed.faults.empty()) {
    return {fmt::format("Every one of {} allocations follows from the seed, and nothing was changed.\n",
                        replayed.units),
            true};
  }
  std::string out;
  for (const trial::RecordFault& each : replayed.faults)
    out += fmt::format("{}:{}: {}\n", file, each.line, each.what);
  return {out, false};
}

}  // namespace kith
