#include "engine/trial/record_file.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/refusal.h"
#include "base/text.h"
#include "engine/trial/sha256.h"

namespace kith::trial {
namespace {

constexpr std::string_view first_line = "# kith trial record 1";
constexpr std::string_view open_head = "number,unit,levels,final_at,entry";
constexpr std::string_view closed_head =
    "number,unit,levels,imbalances,first_draw,last_draw,arm,seal,final_at,entry";
constexpr std::size_t open_columns = 5;
constexpr std::size_t closed_columns = 10;

[[noreturn]] void no_record(std::size_t line, const std::string& what) {
  throw Refusal(RefusalKind::invalid, "trial.record", "Line " + std::to_string(line) + ": " + what);
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) {
    if (&each != &words.front()) out += ';';
    out += each;
  }
  return out;
}

std::string head_of(std::size_t number, const Entry& entry) {
  return std::to_string(number) + "," + entry.unit + "," + joined(entry.levels);
}

std::vector<std::string> one_by_one(const Plan& plan, std::uint64_t seed, const std::vector<Entry>& entries) {
  const Design design = plan.design();
  Allocation allocation(design, seed);
  std::string seal = allocation.commitment();
  std::vector<std::string> out;
  for (const Entry& each : entries) {
    std::vector<int> levels;
    for (std::size_t f = 0; f < each.levels.size() && f < design.factors.size(); ++f) {
      const auto& all = design.factors[f].levels;
      levels.push_back(static_cast<int>(std::ranges::find(all, each.levels[f]) - all.begin()));
    }
    out.push_back(to_text(design, allocation.allocate(each.unit, levels, true), seal));
    seal = out.back().substr(out.back().rfind(',') + 1);
  }
  return out;
}

double value_of(const std::string& text) {
  double out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size())
    throw Refusal(RefusalKind::invalid, "trial.levels", "A covariate is no number.");
  return out;
}

std::vector<std::string> all_at_once(const Plan& plan, std::uint64_t seed,
                                     const std::vector<Entry>& entries) {
  std::vector<Cluster> clusters;
  for (const Entry& each : entries) {
    Cluster cluster{each.unit, {}};
    for (const std::string& value : each.levels) cluster.values.push_back(value_of(value));
    clusters.push_back(std::move(cluster));
  }
  const ConstrainedResult result = allocate_constrained(plan.constrained(), clusters, seed);
  std::string seal = result.commitment;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string line =
        head_of(i + 1, entries[i]) + ",,,," + plan.arms[static_cast<std::size_t>(result.arm[i])].key;
    seal = sha256(seal + "\n" + line);
    out.push_back(line + "," + seal);
  }
  return out;
}

// The table, from what is kept.
std::string table_of(const Record& record) {
  const bool closed = record.seed.has_value();
  std::string out = std::string(closed ? closed_head : open_head) + "\n";
  std::string seal = record.commitment;
  for (std::size_t i = 0; i < record.entries.size(); ++i) {
    const Entry& each = record.entries[i];
    seal = entry_seal(i + 1, each, seal);
    const bool has_arm = closed && i < record.lines.size();
    out += has_arm ? record.lines[i] : head_of(i + 1, each) + (closed ? ",,,,," : "");
    out += "," + each.final_at + "," + seal + "\n";
  }
  return out;
}

// Reads a file back, as far as it says what went in.
class Reading {
 public:
  explicit Reading(std::string_view text) : lines_(split(std::string(text), '\n')) {
    if (!lines_.empty() && lines_.back().empty()) lines_.pop_back();
    for (std::string& each : lines_) {
      if (each.ends_with('\r')) each.pop_back();
    }
  }

  Record run() {
    read_head();
    read_table();
    return std::move(out_);
  }
  const std::vector<std::string>& lines() const { return lines_; }
  bool allocated() const { return allocated_; }

 private:
  void read_head() {
    if (lines_.empty() || lines_[0] != first_line) no_record(1, "this is no record of a trial.");
    for (at_ = 1; at_ < lines_.size() && lines_[at_].starts_with("# "); ++at_) {
      const std::string rest = lines_[at_].substr(2);
      const std::size_t space = rest.find(' ');
      if (space == std::string::npos) no_record(at_ + 1, "a value is missing.");
      head_[rest.substr(0, space)] = {at_ + 1, rest.substr(space + 1)};
    }
    out_.trial = needed("trial");
    out_.opened = needed("opened");
    out_.commitment = needed("commitment");
    try {
      out_.plan = decode<Plan>(parse_json(needed("design")));
    } catch (const Refusal&) {
      no_record(head_["design"].first, "the design cannot be read.");
    }
    if (!head_.contains("seed")) return;
    out_.closed = needed("closed");
    out_.salt = needed("salt");
    std::uint64_t seed = 0;
    const std::string text = needed("seed");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
      no_record(head_["seed"].first, "the seed is no whole number.");
    out_.seed = seed;
  }

  void read_table() {
    const bool closed = out_.seed.has_value();
    if (at_ >= lines_.size() || lines_[at_] != (closed ? closed_head : open_head))
      no_record(at_ + 1, "the table begins otherwise.");
    for (++at_; at_ < lines_.size(); ++at_) {
      const auto cells = split(lines_[at_], ',');
      if (cells.size() != (closed ? closed_columns : open_columns))
        no_record(at_ + 1, "there are too many or too few columns.");
      out_.entries.push_back({cells[1], cells[2].empty() ? std::vector<std::string>{} : split(cells[2], ';'),
                              cells[cells.size() - 2]});
      allocated_ = allocated_ || (closed && !cells[6].empty());
    }
  }

  std::string needed(const std::string& name) {
    const auto at = head_.find(name);
    if (at == head_.end()) no_record(1, name + " is missing.");
    return at->second.second;
  }

  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::map<std::string, std::pair<std::size_t, std::string>> head_;
  Record out_;
  bool allocated_ = false;
};

bool is_known(const Plan& plan, const Entry& entry) {
  if (entry.levels.size() != plan.factors.size()) return false;
  for (std::size_t f = 0; f < plan.factors.size(); ++f) {
    const auto& all = plan.factors[f].levels;
    const bool listed = std::ranges::find(all, entry.levels[f]) != all.end();
    if (plan.method != PlanMethod::constrained && !listed) return false;
  }
  return true;
}

// The first entry that no trial could have taken, counted from 0.
std::optional<std::size_t> unsound_entry(const Record& record) {
  std::set<std::string> units;
  for (std::size_t i = 0; i < record.entries.size(); ++i) {
    const Entry& each = record.entries[i];
    if (each.unit.empty() || !units.insert(each.unit).second || !is_known(record.plan, each)) return i;
  }
  return std::nullopt;
}

// The first entry whose seal is not the one in its line: what came out of later lines can hang on it.
std::optional<std::size_t> broken_seal(const Record& record, const std::vector<std::string>& lines) {
  std::string seal = record.commitment;
  const std::size_t first = lines.size() - record.entries.size();
  for (std::size_t i = 0; i < record.entries.size(); ++i) {
    seal = entry_seal(i + 1, record.entries[i], seal);
    if (!lines[first + i].ends_with("," + seal)) return first + i;
  }
  return std::nullopt;
}

const char* words_for(const std::string& is, const std::string& follows) {
  const auto was = split(is, ','), must = split(follows, ',');
  if (was.size() != closed_columns || must.size() != closed_columns) return "is not what was recorded.";
  if (was[6] != must[6]) return "has an arm that does not follow from the seed.";
  return "differs in what was entered, weighed, drawn or sealed.";
}

}  // namespace

Design Plan::design() const {
  const Method how = method == PlanMethod::simple   ? Method::simple
                     : method == PlanMethod::blocks ? Method::blocks
                                                    : Method::minimise;
  return {how, arms, factors, blocks, best_milli};
}

ConstrainedDesign Plan::constrained() const {
  ConstrainedDesign out{arms, {}, static_cast<std::uint32_t>(candidates), keep_milli};
  for (const Factor& each : factors) out.covariates.push_back({each.key, static_cast<double>(each.weight)});
  return out;
}

std::string opening_commitment(const Record& record) {
  return sha256("kith trial opening 1\ntrial " + record.trial + "\nopened " + record.opened + "\nsalt " +
                record.salt + "\nseed " + std::to_string(record.seed.value_or(0)) + "\ndesign " +
                kith::to_text(encode(record.plan)));
}

std::string value_text(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string entry_seal(std::size_t number, const Entry& entry, const std::string& before) {
  return sha256(before + "\n" + head_of(number, entry) + "," + entry.final_at);
}

std::vector<std::string> lines_of(const Plan& plan, std::uint64_t seed, const std::vector<Entry>& entries) {
  return plan.method == PlanMethod::constrained ? all_at_once(plan, seed, entries)
                                                : one_by_one(plan, seed, entries);
}

std::string arm_in(std::string_view line) {
  const auto cells = split(std::string(line), ',');
  return cells.size() < 8 ? "" : cells[6];
}

std::string to_text(const Record& record) {
  std::string out = std::string(first_line) + "\n# trial " + record.trial + "\n# opened " + record.opened +
                    "\n# commitment " + record.commitment + "\n# design " +
                    kith::to_text(encode(record.plan)) + "\n# units " +
                    std::to_string(record.entries.size()) + "\n";
  if (record.seed) {
    out += "# closed " + record.closed + "\n# salt " + record.salt + "\n# seed " +
           std::to_string(*record.seed) + "\n";
  }
  return out + table_of(record);
}

Replayed replay_record(std::string_view text) {
  Reading reading(text);
  Record record = reading.run();
  if (!record.seed) {
    throw Refusal(RefusalKind::conflict, "trial.open",
                  "This record was taken out before the trial was closed. It holds no seed to replay.");
  }
  Replayed out{record.entries.size(), {}};
  if (opening_commitment(record) != record.commitment)
    out.faults.push_back({4, "Seed or design is not the one that was committed to."});
  if (const auto unsound = unsound_entry(record)) {
    const std::size_t line = reading.lines().size() - record.entries.size() + *unsound + 1;
    out.faults.push_back({static_cast<int>(line), "This line is of a unit that could not be entered so."});
    return out;
  }
  if (const auto broken = broken_seal(record, reading.lines())) {
    out.faults.push_back({static_cast<int>(*broken + 1), "This line is not what was entered."});
    return out;
  }
  try {
    if (reading.allocated()) record.lines = lines_of(record.plan, *record.seed, record.entries);
  } catch (const Refusal& refusal) {
    out.faults.push_back({1, "It cannot be replayed: " + refusal.detail()});
    return out;
  }
  const auto must = split(to_text(record), '\n');
  for (std::size_t i = 0; i < reading.lines().size(); ++i) {
    if (i < must.size() && reading.lines()[i] == must[i]) continue;
    const bool in_head = i >= must.size() || reading.lines()[i].starts_with("#");
    out.faults.push_back({static_cast<int>(i + 1),
                          in_head ? "The head of the file says otherwise than its table."
                                  : std::string("This line ") + words_for(reading.lines()[i], must[i])});
    break;
  }
  return out;
}

}  // namespace kith::trial
