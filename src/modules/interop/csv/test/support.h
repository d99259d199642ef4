#pragma once

#include <fstream>
#include <sstream>

#include "modules/interop/csv/roster.h"

namespace kith::roster {

inline FieldSpec spec(std::string key, Kind kind, bool required = false) {
  FieldSpec field;
  field.label = key;
  field.key = std::move(key);
  field.kind = kind;
  field.required = required;
  return field;
}

// The whole walk over one file.
struct Walk {
  Roster roster;
  ColumnPlan plan;
  Report report;
  Problems problems;
  std::vector<RosterRow> rows;

  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const Problem& each : problems.listed) out.push_back(each.code);
    return out;
  }
  // "row:column code" of each problem.
  std::vector<std::string> places() const {
    std::vector<std::string> out;
    for (const Problem& each : problems.listed) {
      out.push_back(std::to_string(each.row) + ":" + std::to_string(each.column) + " " + each.code);
    }
    return out;
  }
  bool has_failed() const { return failed(roster, plan, report); }
  std::string cell(std::size_t row, std::size_t field) const {
    return to_text(rows.at(row).values.at(field));
  }
};

inline Walk walk(std::string bytes, const std::vector<FieldSpec>& fields,
                 Settings settings = {.country = "GB"}, const OpenOptions& options = {},
                 const SavedMapping& saved = {}) {
  Walk out;
  out.roster = open_roster(std::move(bytes), options);
  out.plan = match_columns(out.roster, fields, saved);
  out.report = read_rows(out.roster, out.plan, fields, settings,
                         [&](RosterRow& row) { out.rows.push_back(std::move(row)); });
  out.problems = all_problems(out.roster, out.plan, out.report);
  return out;
}

// One cell of one kind: the value as JSON, or the code of its first problem.
inline std::string one(FieldSpec field, const std::string& cell, Settings settings = {.country = "GB"}) {
  std::string quoted_cell = "\"";
  for (const char c : cell) (quoted_cell += c) += c == '"' ? "\"" : "";
  const std::string key = field.key;
  const Walk done =
      walk("ref," + key + "\nA," + quoted_cell + "\"\n", {spec("ref", Kind::text), std::move(field)},
           std::move(settings), {.encoding = Encoding::utf8, .delimiter = ','});
  return done.problems.empty() ? done.cell(0, 1) : done.codes().front();
}
inline std::string one(Kind kind, const std::string& cell, Settings settings = {.country = "GB"}) {
  return one(spec("field", kind), cell, std::move(settings));
}

inline std::string case_file(const std::string& name) {
  std::ifstream in(std::string(KITH_SOURCE_DIR) + "/src/modules/interop/csv/test/cases/" + name,
                   std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

inline std::string utf16(std::string_view ascii_or_latin1, bool big_endian, bool mark) {
  std::string out = mark ? (big_endian ? "\xFE\xFF" : "\xFF\xFE") : "";
  for (const char c : ascii_or_latin1) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

}  // namespace kith::roster
