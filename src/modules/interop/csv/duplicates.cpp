#include "modules/interop/csv/duplicates.h"

#include <algorithm>
#include <bit>

#include "base/text.h"
#include "modules/interop/csv/similarity.h"

namespace kith::roster {
namespace {

constexpr std::size_t most_of_a_name = 20;
constexpr std::size_t most_of_a_birth_date = 500;
constexpr double near_enough = 0.8;
constexpr int most_edits = 2;

bool same(std::string_view a, std::string_view b) { return !a.empty() && a == b; }

bool share_phone(const RowKeys& a, const RowKeys& b) {
  return std::any_of(a.phones.begin(), a.phones.end(), [&](const std::string& phone) {
    return std::find(b.phones.begin(), b.phones.end(), phone) != b.phones.end();
  });
}

// One bit for each byte value modulo 64: two edits in Latin letters change at most four bits, so this rules
// most pairs out.
std::uint64_t letters_of(std::string_view name) {
  std::uint64_t bits = 0;
  for (const char c : name) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
  return bits;
}

}  // namespace

std::optional<Finding> compare(const RowKeys& row, const RowKeys& other) {
  const auto found = [&](Likeness likeness, std::string_view reason, double similarity) {
    return Finding{row.row, other.row, "", likeness, std::string(reason), similarity};
  };
  const double similarity =
      row.name.empty() || other.name.empty() ? 0 : name_similarity(row.name, other.name);
  if (same(row.ref, other.ref)) return found(Likeness::certain, "same_ref", similarity);
  if (same(row.email, other.email)) return found(Likeness::certain, "same_email", similarity);
  const bool same_name = same(row.name, other.name);
  const bool same_birth = same(row.birth_date, other.birth_date);
  const bool other_birth = !row.birth_date.empty() && !other.birth_date.empty() && !same_birth;
  if (same_name && same_birth) return found(Likeness::likely, "same_name_and_birth_date", 1);
  if (same_birth && similarity >= near_enough && similarity < 1) {
    return found(Likeness::likely, "similar_name_and_birth_date", similarity);
  }
  const bool same_phone = share_phone(row, other);
  if (same_name && same_phone && !other_birth) return found(Likeness::likely, "same_name_and_phone", 1);
  if (same_phone) return found(Likeness::note, "same_phone", similarity);
  if (same_name && !other_birth) return found(Likeness::note, "same_name", 1);
  return std::nullopt;
}

std::vector<Finding> DuplicateFinder::add(const RowKeys& keys) {
  std::vector<Finding> findings;
  for (const std::size_t each : candidates(keys)) {
    if (auto finding = compare(keys, rows_[each])) findings.push_back(std::move(*finding));
  }
  remember(keys);
  return findings;
}

std::vector<std::size_t> DuplicateFinder::candidates(const RowKeys& keys) const {
  std::vector<std::size_t> out;
  const auto take_first = [&](const First& map, std::string_view key) {
    if (const auto at = map.find(key); !key.empty() && at != map.end()) out.push_back(at->second);
  };
  take_first(by_ref_, keys.ref);
  take_first(by_email_, keys.email);
  for (const std::string& phone : keys.phones) take_first(by_phone_, phone);
  if (const auto at = by_name_.find(keys.name); !keys.name.empty() && at != by_name_.end()) {
    out.insert(out.end(), at->second.begin(), at->second.end());
  }
  similar_names(keys, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void DuplicateFinder::similar_names(const RowKeys& keys, std::vector<std::size_t>& out) const {
  const auto at = by_birth_date_.find(keys.birth_date);
  if (keys.name.empty() || keys.birth_date.empty() || at == by_birth_date_.end()) return;
  const std::uint64_t letters = letters_of(keys.name);
  for (const std::uint32_t each : at->second) {
    if (std::popcount(letters_[each] ^ letters) > 2 * most_edits) continue;
    const std::string& name = rows_[each].name;
    const std::size_t longer = std::max(name.size(), keys.name.size());
    if (longer - std::min(name.size(), keys.name.size()) > 2 * most_edits) continue;
    if (name == keys.name || edits_between(name, keys.name, most_edits) <= most_edits) out.push_back(each);
  }
}

void DuplicateFinder::remember(const RowKeys& keys) {
  const auto number = static_cast<std::uint32_t>(rows_.size());
  rows_.push_back(keys);
  const RowKeys& kept = rows_.back();
  letters_.push_back(letters_of(kept.name));
  if (!kept.ref.empty()) by_ref_.emplace(kept.ref, number);
  if (!kept.email.empty()) by_email_.emplace(kept.email, number);
  for (const std::string& phone : kept.phones) by_phone_.emplace(phone, number);
  const auto keep_few = [&](Several& map, std::string_view key, std::size_t most) {
    if (key.empty()) return;
    if (auto& numbers = map[key]; numbers.size() < most) numbers.push_back(number);
  };
  keep_few(by_name_, kept.name, most_of_a_name);
  keep_few(by_birth_date_, kept.birth_date, most_of_a_birth_date);
}

std::vector<Finding> compare_with_held(const RowKeys& row, std::span<const HeldPerson> held) {
  std::vector<Finding> findings;
  for (const HeldPerson& each : held) {
    auto finding = compare(row, each.keys);
    if (!finding) continue;
    finding->other_row = 0;
    finding->other_id = each.id;
    findings.push_back(std::move(*finding));
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.likeness < b.likeness; });
  return findings;
}

std::string comparable_name(std::span<const std::string> names) {
  std::string all;
  for (const std::string& each : names) (all += all.empty() ? "" : " ") += each;
  std::vector<std::string> words = split(plain_folded(all), ' ');
  std::erase(words, "");
  std::sort(words.begin(), words.end());
  all.clear();
  for (const std::string& word : words) (all += all.empty() ? "" : " ") += word;
  return all;
}

}  // namespace kith::roster
