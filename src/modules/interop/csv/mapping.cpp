#include <algorithm>

#include "base/text.h"
#include "modules/interop/csv/problems.h"

namespace kith::roster {
namespace {

std::string comparable(std::string_view name) {
  std::string spaced(name);
  for (char& c : spaced) {
    if (c == '_' || c == '-') c = ' ';
  }
  return plain_folded(spaced);
}

struct FieldNames {
  std::string key;
  std::string label;
  std::vector<std::string> synonyms;
};

std::vector<FieldNames> names_of(std::span<const FieldSpec> fields) {
  std::vector<FieldNames> out;
  for (const FieldSpec& field : fields) {
    FieldNames names{comparable(field.key), comparable(field.label), {}};
    for (const std::string& each : field.synonyms) names.synonyms.push_back(comparable(each));
    out.push_back(std::move(names));
  }
  return out;
}

bool has_synonym(const FieldNames& names, const std::string& header) {
  return std::find(names.synonyms.begin(), names.synonyms.end(), header) != names.synonyms.end();
}

struct Named {
  std::optional<std::size_t> field;
  MatchedBy by = MatchedBy::nothing;
};

Named field_named(const std::vector<FieldNames>& all, const std::string& header) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].key == header) return {i, MatchedBy::name};
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].label == header) return {i, MatchedBy::name};
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (has_synonym(all[i], header)) return {i, MatchedBy::synonym};
  }
  return {};
}

// How near a header is to a name: spelling, or one holding the other's words.
double nearness(const std::string& header, const std::string& name) {
  if (name.empty() || header.empty()) return 0;
  const bool held = (" " + header + " ").find(" " + name + " ") != std::string::npos ||
                    (" " + name + " ").find(" " + header + " ") != std::string::npos;
  return std::max(held ? 0.75 : 0.0, name_similarity(header.substr(0, 200), name));
}

std::vector<std::size_t> suggestions_for(const std::vector<FieldNames>& all, const std::string& header) {
  std::vector<std::pair<double, std::size_t>> near;
  for (std::size_t i = 0; i < all.size(); ++i) {
    double best = std::max(nearness(header, all[i].key), nearness(header, all[i].label));
    for (const std::string& each : all[i].synonyms) best = std::max(best, nearness(header, each));
    if (best >= 0.6) near.emplace_back(-best, i);
  }
  std::stable_sort(near.begin(), near.end());
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < std::min<std::size_t>(near.size(), 3); ++i) out.push_back(near[i].second);
  return out;
}

class Matcher {
 public:
  Matcher(const Roster& roster, std::span<const FieldSpec> fields, const SavedMapping& saved,
          const ChosenColumns& chosen)
      : roster_(roster), fields_(fields), names_(names_of(fields)), chosen_(chosen) {
    for (const auto& [header, key] : saved) saved_[comparable(header)] = key;
  }

  ColumnPlan plan() {
    for (std::size_t i = 0; i < roster_.headers.size(); ++i) {
      plan_.columns.push_back(match(static_cast<int>(i) + 1, roster_.headers[i]));
    }
    refuse_doubles();
    refuse_missing();
    plan_.problems.sort();
    return std::move(plan_);
  }

 private:
  Column match(int number, const std::string& header) {
    Column column{
        .number = number, .header = header, .state = ColumnState::ignored, .field = {}, .suggestions = {}};
    if (const auto chosen = chosen_.find(number); chosen != chosen_.end()) {
      column.matched_by = MatchedBy::chosen;
      if (!chosen->second.empty()) assign(column, chosen->second);
      return column;
    }
    const std::string name = comparable(header);
    if (name.empty()) return column;
    if (const auto kept = saved_.find(name); kept != saved_.end()) {
      column.matched_by = MatchedBy::saved;
      if (!kept->second.empty()) assign(column, kept->second);
      return column;
    }
    const Named named = field_named(names_, name);
    column.field = named.field;
    column.matched_by = named.by;
    column.state = column.field ? ColumnState::matched : ColumnState::unmatched;
    if (!column.field) column.suggestions = suggestions_for(names_, name);
    return column;
  }

  void assign(Column& column, const std::string& key) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (fields_[i].key == key) column.field = i;
    }
    column.state = column.field ? ColumnState::matched : ColumnState::unmatched;
    if (!column.field) {
      add(column, "column.unknown_saved_field", "the saved choice for this column names no field of today",
          "choose again what this column holds");
    }
  }

  void refuse_doubles() {
    for (Column& column : plan_.columns) {
      if (column.state != ColumnState::matched) continue;
      for (Column& other : plan_.columns) {
        if (other.number <= column.number || other.field != column.field) continue;
        other.state = column.state = ColumnState::ambiguous;
        add(other, "column.two_for_one_field",
            "columns " + std::to_string(column.number) + " (" + quoted(column.header) + ") and " +
                std::to_string(other.number) + " (" + quoted(other.header) + ") both hold " +
                label_of(*column.field),
            "leave one of them out, or rename it");
      }
    }
  }

  void refuse_missing() {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const bool there = std::any_of(plan_.columns.begin(), plan_.columns.end(),
                                     [&](const Column& each) { return each.field == i; });
      if (there || !fields_[i].required) continue;
      plan_.problems.add(
          {roster_.header_row, 1, "", "column.missing", "there is no column for " + label_of(i),
           "add a column named " + quoted(fields_[i].key) + ", or choose which column holds it"});
    }
  }

  std::string label_of(std::size_t field) const {
    return quoted(fields_[field].label.empty() ? fields_[field].key : fields_[field].label);
  }

  void add(const Column& column, std::string code, std::string message, std::string cure) {
    plan_.problems.add({roster_.header_row, column.number, column.header, std::move(code), std::move(message),
                        std::move(cure)});
  }

  const Roster& roster_;
  std::span<const FieldSpec> fields_;
  std::vector<FieldNames> names_;
  SavedMapping saved_;
  const ChosenColumns& chosen_;
  ColumnPlan plan_;
};

}  // namespace

ColumnPlan match_columns(const Roster& roster, std::span<const FieldSpec> fields, const SavedMapping& saved,
                         const ChosenColumns& chosen) {
  if (roster.headers.empty()) return {};
  return Matcher(roster, fields, saved, chosen).plan();
}

}  // namespace kith::roster
