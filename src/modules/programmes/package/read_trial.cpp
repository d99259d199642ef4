#include "modules/programmes/package/read_trial.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>

namespace kith::package {
namespace {

using Method = TrialMethod;

constexpr int longest_block = 100;

bool in_blocks(Method method) { return method == Method::blocks || method == Method::stratified; }

std::vector<int> whole_numbers(Scope& scope, std::string_view key, Need need) {
  std::vector<int> out;
  for (const std::string& each : scope.texts(key, need)) {
    int number = 0;
    const auto read = std::from_chars(each.data(), each.data() + each.size(), number);
    if (read.ec == std::errc() && read.ptr == each.data() + each.size()) {
      out.push_back(number);
    } else {
      scope.wrong(key, in_quotes(each) + " is not a whole number", "write digits only");
    }
  }
  return out;
}

TrialArmRules read_arm(const Tree& tree, const Reading& reading) {
  TrialArmRules out;
  if (!is_map(tree, reading, "an arm")) return out;
  Scope scope(tree, reading);
  out.key = scope.name("key");
  out.share = scope.whole("share", Need::optional, 1, 100, 1);
  out.label = scope.words("label", Need::required);
  out.about = scope.words("about", Need::required, help_length);
  scope.finish();
  return out;
}

void read_arms(Scope& scope, TrialRules& out) {
  const Tree* list = scope.list("arms", Need::required);
  if (!list) return;
  std::set<std::string> keys;
  for (const Tree& each : list->items) {
    out.arms.push_back(read_arm(each, scope.reading()));
    const std::string& key = out.arms.back().key;
    if (!key.empty() && !keys.insert(key).second)
      scope.reading().findings.add({scope.reading().file, each.line, each.column},
                                   "the arm " + in_quotes(key) + " is there twice",
                                   "keep one, or name it otherwise");
  }
  if (list->items.size() < 2 || list->items.size() > 16)
    scope.wrong("arms", "a trial has between 2 and 16 arms", "write each with key, label and about");
}

TrialFactor read_factor(const Tree& tree, const Reading& reading, Method method) {
  TrialFactor out;
  if (!is_map(tree, reading, "a factor")) return out;
  Scope scope(tree, reading);
  out.field = scope.name("field");
  if (method == Method::minimise || method == Method::constrained)
    out.weight = scope.whole("weight", Need::optional, 1, 100, 1);
  if (method != Method::constrained && scope.has("cuts")) {
    out.cuts = whole_numbers(scope, "cuts", Need::optional);
    const bool rise = std::ranges::adjacent_find(out.cuts, std::greater_equal<>()) == out.cuts.end();
    if (!rise || out.cuts.empty() || out.cuts.size() > 20)
      scope.wrong("cuts", "the cuts do not rise", "write at most 20 numbers, each above the one before");
  }
  scope.finish();
  return out;
}

void read_factors(Scope& scope, TrialRules& out) {
  const bool balances =
      out.method == Method::stratified || out.method == Method::minimise || out.method == Method::constrained;
  if (!balances) {
    if (scope.list("factors", Need::optional))
      scope.wrong("factors", "this method balances no factors",
                  "take them out, or choose stratified, minimise or constrained as the method");
    return;
  }
  const Tree* list = scope.list("factors", Need::required);
  if (!list) return;
  for (const Tree& each : list->items) out.factors.push_back(read_factor(each, scope.reading(), out.method));
  if (list->items.empty() || list->items.size() > 16)
    scope.wrong("factors", "this method needs between 1 and 16 factors", "name what the arms should share");
}

// Whoever knows the earlier arms must not be able to tell the next: block lengths vary and none is so short
// that its end is plain.
void read_blocks(Scope& scope, TrialRules& out) {
  if (!in_blocks(out.method)) return;
  out.blocks = whole_numbers(scope, "blocks", Need::required);
  if (!scope.has("blocks")) return;
  const int shares = std::transform_reduce(out.arms.begin(), out.arms.end(), 0, std::plus<>(),
                                           [](const TrialArmRules& each) { return each.share; });
  for (const int each : out.blocks) {
    if (shares == 0 || (each % shares == 0 && each >= 2 * shares && each <= longest_block)) continue;
    scope.wrong("blocks",
                "a block of " + std::to_string(each) + " does not fit the shares, which make " +
                    std::to_string(shares),
                "write multiples of " + std::to_string(shares) + " from " + std::to_string(2 * shares) +
                    " to " + std::to_string(longest_block));
  }
  if (std::set<int>(out.blocks.begin(), out.blocks.end()).size() < 2)
    scope.wrong("blocks", "with one length of block anybody who counts can tell the last of each",
                "write two lengths or more");
}

// A chance of 100 would make the next arm plain to whoever knows the earlier ones.
void read_chance(Scope& scope, TrialRules& out) {
  if (out.method == Method::minimise)
    out.percent_best = scope.whole("probability", Need::optional, 50, 95, 80);
  if (out.method != Method::constrained) return;
  out.candidates = scope.whole("candidates", Need::optional, 1000, 100'000, 20'000);
  out.percent_kept = scope.whole("keep", Need::optional, 1, 100, 10);
}

TrialAnswer read_answer(const Tree& tree, const Reading& reading) {
  TrialAnswer out;
  if (!is_map(tree, reading, "an answer")) return out;
  Scope scope(tree, reading);
  out.field = scope.name("field");
  out.is = scope.texts("is", Need::required);
  scope.finish();
  return out;
}

void read_who(Scope& scope, TrialRules& out) {
  if (!scope.has("who")) return;
  const Tree* map = scope.map("who", Need::optional);
  if (!map) return;
  Scope who(*map, scope.reading());
  out.consent = who.name("consent", Need::optional);
  if (const Tree* list = who.list("answers", Need::optional)) {
    for (const Tree& each : list->items) out.answers.push_back(read_answer(each, scope.reading()));
  }
  who.finish();
}

}  // namespace

TrialRules read_trial(const Tree& tree, const Reading& reading) {
  TrialRules out;
  if (!is_map(tree, reading, "the file")) return out;
  Scope scope(tree, reading);
  out.key = scope.name("key");
  out.label = scope.words("label", Need::required);
  out.about = scope.words("about", Need::required, message_length);
  out.unit = scope.name("unit");
  if (!out.of_people()) {
    out.unit_one = scope.words("unit_one", Need::required);
    out.unit_many = scope.words("unit_many", Need::required);
  }
  out.method = scope.one("method", Need::required, Method::minimise);
  read_arms(scope, out);
  read_factors(scope, out);
  read_blocks(scope, out);
  read_chance(scope, out);
  read_who(scope, out);
  scope.finish();
  return out;
}

}  // namespace kith::package
