#include "cli/roster_file.h"

#include <fstream>
#include <iterator>
#include <set>

#include "base/refusal.h"
#include "base/world.h"
#include "modules/interop/interop.h"

namespace kith {
namespace {

std::string cell_of(const Json& value) {
  if (value.is_string()) return value.string();
  if (value.is_bool()) return value.boolean() ? "yes" : "no";
  if (value.is_integer()) return std::to_string(value.integer());
  if (value.is_number()) return to_text(value);
  std::string out;
  if (value.is_array()) {
    for (const Json& each : value.array_items()) out += (out.empty() ? "" : "; ") + cell_of(each);
  }
  return out;
}

[[noreturn]] void refuse_list(const std::string& file) {
  throw Refusal(RefusalKind::invalid, "roster.wrong",
                file + ":1:1: this is not a list of people; write [{\"first_name\": \"Ann\", ...}, ...]");
}

// A column for each member that anyone has, in the order in which they come up.
std::string csv_of(const std::string& file, const Json& people) {
  if (!people.is_array()) refuse_list(file);
  std::vector<std::vector<Json>> rows(1);
  std::set<std::string> known;
  for (const Json& person : people.array_items()) {
    if (!person.is_object()) refuse_list(file);
    for (const auto& [name, value] : person.members()) {
      if (known.insert(name).second) rows[0].emplace_back(name);
    }
  }
  for (const Json& person : people.array_items()) {
    std::vector<Json> row;
    for (const Json& name : rows[0]) {
      const Json* value = person.find(name.string());
      row.emplace_back(value ? cell_of(*value) : "");
    }
    rows.push_back(std::move(row));
  }
  return roster::write_csv(rows);
}

[[noreturn]] void refuse_problems(const std::string& file, const roster::Problems& problems) {
  std::string lines;
  for (const std::string& each : roster::format_errors(file, problems)) {
    lines += (lines.empty() ? "" : "\n") + each;
  }
  throw Refusal(RefusalKind::invalid, "roster.wrong", lines);
}

}  // namespace

std::string contents_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Refusal(RefusalKind::invalid, "file.unreadable", path + ": cannot be read; check the name");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string roster_bytes(const std::string& file) {
  std::string bytes = contents_of_file(file);
  return file.ends_with(".json") ? csv_of(file, parse_json(bytes)) : bytes;
}

std::vector<RosterPerson> read_people(const std::string& file, const Programme& programme,
                                      package::Side side) {
  const auto today = date_in(SystemClock().now(), programme.package->time_zone);
  const auto fields = roster_fields(programme, side, programme.package->default_language, today);
  const roster::Roster roster = roster::open_roster(roster_bytes(file));
  const roster::ColumnPlan plan = roster::match_columns(roster, fields);
  roster::Settings settings;
  settings.country = programme.package->country;
  settings.comma_in_lists = roster.delimiter != ',';
  std::vector<RosterPerson> people;
  const roster::Report report =
      roster::read_rows(roster, plan, fields, settings, [&](roster::RosterRow& row) {
        RosterPerson person;
        for (std::size_t f = 0; f < fields.size(); ++f) {
          if (!row.values[f].is_null()) person[fields[f].key] = std::move(row.values[f]);
        }
        person.try_emplace("ref", "row " + std::to_string(row.row));
        people.push_back(std::move(person));
      });
  if (roster::failed(roster, plan, report)) refuse_problems(file, roster::all_problems(roster, plan, report));
  return people;
}

}  // namespace kith
