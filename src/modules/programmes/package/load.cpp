#include "modules/programmes/package/check.h"
#include "modules/programmes/package/read_groups.h"
#include "modules/programmes/package/read_trial.h"
#include "modules/programmes/package/upgrades.h"

namespace kith::package {

namespace {

Trees parse_all(const Files& files, Findings& findings) {
  Trees trees;
  for (const auto& [name, text] : files) {
    if (!name.ends_with(".yaml")) continue;
    if (auto tree = parse_yaml(text, name, findings)) trees[name] = std::move(*tree);
  }
  return trees;
}

// What one file says about another can be checked only when all of them could be read.
bool all_readable(const Files& files, const Trees& trees, Findings& findings) {
  bool good = true;
  for (const std::string& each : package_files()) {
    if (!files.contains(each))
      findings.add({each, 0, 0}, "this file is missing", "write it, or copy it from another package");
    good = good && trees.contains(each);
  }
  for (const auto& [name, text] : files) good = good && (!name.ends_with(".yaml") || trees.contains(name));
  return good;
}

void read_all(const Trees& trees, Findings& findings, Package& out) {
  const auto read = [&](const char* file, auto reader) {
    const auto tree = trees.find(file);
    if (tree != trees.end()) reader(tree->second, findings, out);
  };
  read("programme.yaml", read_programme);
  read("profile.yaml", read_profile);
  read("matching.yaml", read_matching);
  read("clocks.yaml", read_clocks);
  read("safeguarding.yaml", read_safeguarding);
}

// groups.yaml where there is one, against the rest of the package.
std::optional<GroupRules> read_and_check_groups(const Checking& check, bool complete) {
  const auto tree = check.trees.find("groups.yaml");
  if (tree == check.trees.end()) return std::nullopt;
  GroupRules rules = read_groups(tree->second, {check.findings, "groups.yaml", check.package.languages});
  if (complete) check_groups(check, rules);
  return rules;
}

// So too trial.yaml.
std::optional<TrialRules> read_and_check_trial(const Checking& check, bool complete) {
  const auto tree = check.trees.find("trial.yaml");
  if (tree == check.trees.end()) return std::nullopt;
  TrialRules rules = read_trial(tree->second, {check.findings, "trial.yaml", check.package.languages});
  if (complete) check_trial(check, rules);
  return rules;
}

}  // namespace

LoadResult load_package(const std::filesystem::path& folder) {
  LoadResult out;
  Findings findings;
  const Files files = read_folder(folder, findings);
  if (!files.empty() || findings.empty()) {
    Trees trees = parse_all(files, findings);
    const bool complete = all_readable(files, trees, findings);
    if (!trees.contains("programme.yaml") || upgrade(trees, upgrades(), findings)) {
      read_all(trees, findings, out.package);
      const TextPlaces texts = read_texts(files, trees, findings, out.package);
      const Checking check{out.package, trees, texts, findings};
      out.package.groups = read_and_check_groups(check, complete);
      out.package.trial = read_and_check_trial(check, complete);
      if (complete) {
        check_profile(check);
        check_matching(check);
        check_clocks(check);
        check_safeguarding(check);
        check_texts(check);
      }
    }
  }
  out.problems = findings.take();
  return out;
}

}  // namespace kith::package
