#include "modules/programmes/package/findings.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/text.h"

namespace kith::package {

namespace {

std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

// A package can be handed in by a stranger: names beyond this length are never near to ours.
constexpr std::size_t longest_compared = 80;
constexpr std::size_t longest_quoted = 60;

}  // namespace

void Findings::add(const Place& place, std::string what, std::string cure) {
  problems_.push_back({place.file, place.line, place.column, std::move(what), std::move(cure)});
}

std::vector<PackageProblem> Findings::take() {
  const auto order = [](const PackageProblem& p) { return std::tie(p.file, p.line, p.column, p.what); };
  std::stable_sort(problems_.begin(), problems_.end(),
                   [&](const PackageProblem& a, const PackageProblem& b) { return order(a) < order(b); });
  problems_.erase(std::unique(problems_.begin(), problems_.end()), problems_.end());
  return std::move(problems_);
}

std::string in_quotes(std::string_view written) {
  std::string shown = for_log(written.substr(0, longest_quoted * 4));
  if (shown.size() > longest_quoted) {
    std::size_t end = longest_quoted;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
    shown = shown.substr(0, end) + "...";
  }
  return "\"" + shown + "\"";
}

std::string one_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

std::string nearest(std::string_view written, const std::vector<std::string>& names) {
  if (written.size() > longest_compared) return "";
  const std::size_t allowed = std::max<std::size_t>(1, written.size() / 3);
  std::string best;
  std::size_t best_edits = allowed + 1;
  for (const std::string& name : names) {
    const std::size_t edits = edits_between(written, name);
    if (edits < best_edits) {
      best = name;
      best_edits = edits;
    }
  }
  return best;
}

std::string choose_from(std::string_view written, const std::vector<std::string>& names) {
  if (names.empty()) return "take it out: nothing is known here";
  const std::string near = nearest(written, names);
  if (!near.empty()) return "did you mean \"" + near + "\"?";
  return "write " + one_of(names);
}

std::string format_problems(const std::vector<PackageProblem>& problems) {
  std::string out;
  for (const PackageProblem& each : problems) {
    out += each.file;
    if (each.line > 0) out += ":" + std::to_string(each.line);
    out += ": " + each.what + "; " + each.cure + "\n";
  }
  return out;
}

}  // namespace kith::package
