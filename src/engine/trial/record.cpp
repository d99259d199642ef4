#include "base/refusal.h"
#include "engine/trial/allocation.h"
#include "engine/trial/sha256.h"

// The record in words, and its replay.
namespace kith::trial {
namespace {

const char* name_of(Method method) {
  switch (method) {
    case Method::simple:
      return "simple";
    case Method::blocks:
      return "blocks";
    case Method::minimise:
      break;
  }
  return "minimise";
}

template <class List, class Word>
std::string joined(const List& list, Word word) {
  std::string out;
  for (const auto& each : list) {
    if (&each != &list.front()) out += ';';
    out += word(each);
  }
  return out;
}

std::string number(std::int64_t value) { return std::to_string(value); }

}  // namespace

// Lengths stand before names, so that no two designs have one text.
std::string commitment_of(const Design& design, std::uint64_t seed) {
  const auto named = [](const std::string& name) { return std::to_string(name.size()) + ":" + name; };
  std::string out = "kith trial 1\nseed " + std::to_string(seed) + "\nmethod " + name_of(design.method);
  out += "\nbest " + std::to_string(design.best_milli) + "\nblocks " + joined(design.blocks, number) + "\n";
  for (const Arm& each : design.arms)
    out += "arm " + named(each.key) + " " + std::to_string(each.share) + "\n";
  for (const Factor& each : design.factors) {
    out += "factor " + named(each.key) + " " + std::to_string(each.weight) + " " +
           joined(each.levels, named) + "\n";
  }
  return sha256(out);
}

std::string to_text(const Design& design, const Line& line, const std::string& seal_before) {
  std::string out = std::to_string(line.number) + "," + line.unit + ",";
  for (std::size_t f = 0; f < line.levels.size(); ++f) {
    out += (f ? ";" : "") + design.factors[f].levels[static_cast<std::size_t>(line.levels[f])];
  }
  out += "," + joined(line.imbalances, number) + "," + std::to_string(line.first_draw) + "," +
         std::to_string(line.last_draw) + "," + design.arms[static_cast<std::size_t>(line.arm)].key;
  return out + "," + sha256(seal_before + "\n" + out);
}

std::vector<std::string> replay(const Design& design, std::uint64_t seed, const std::string& commitment,
                                const std::vector<Line>& lines) {
  std::vector<std::string> out;
  Allocation again(design, seed);
  if (again.commitment() != commitment)
    out.emplace_back("Seed or design is not the one that was committed to.");
  for (const Line& each : lines) {
    const std::string at = "Line " + std::to_string(each.number) + " ";
    try {
      const Line now = again.allocate(each.unit, each.levels, true);
      if (now == each) continue;
      out.push_back(at +
                    (now.arm == each.arm ? "differs in what was weighed or drawn." : "went to another arm."));
    } catch (const Refusal& refusal) {
      out.push_back(at + "cannot be replayed: " + refusal.detail());
    }
  }
  return out;
}

}  // namespace kith::trial
