#include "cli/roster_file.h"

#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <set>

#include "base/refusal.h"
#include "base/world.h"
#include "cli/shipped.h"
#include "modules/interop/interop.h"

namespace kith {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Refusal(RefusalKind::invalid, "roster.wrong", file + ": cannot be read; check the name");
  return {std::istreambuf_iterator<char>(in), {}};
}

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

// A JSON list of objects as the CSV file that says the same, so that both are read by one reader.
std::string csv_of(const std::string& file, const std::string& bytes) {
  const Json list = parse_json(bytes);
  if (!list.is_array())
    throw Refusal(RefusalKind::invalid, "roster.wrong", file + ": must hold a list of people");
  std::vector<Json> header;
  std::set<std::string> known;
  for (const Json& person : list.array_items()) {
    if (!person.is_object())
      throw Refusal(RefusalKind::invalid, "roster.wrong", file + ": every person must be an object");
    for (const auto& [name, value] : person.members()) {
      if (known.insert(name).second) header.emplace_back(name);
    }
  }
  std::vector<std::vector<Json>> rows = {header};
  for (const Json& person : list.array_items()) {
    std::vector<Json> row;
    for (const Json& name : header) {
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

std::vector<RosterPerson> read_people(const std::string& file, const Programme& programme,
                                      package::Side side) {
  std::string bytes = bytes_of(file);
  if (file.ends_with(".json")) bytes = csv_of(file, bytes);
  const auto today = date_in(SystemClock().now(), programme.package->time_zone);
  const auto fields = roster_fields(programme, side, programme.package->default_language, today);
  const roster::Roster roster = roster::open_roster(std::move(bytes));
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

ProgrammeOnDisk::ProgrammeOnDisk(const std::string& name) {
  folder_ = name;
  if (!fs::is_directory(folder_)) {
    std::string pattern = (fs::temp_directory_path() / "kith-programmes-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    unpacked_ = pattern;
    const bool plain = !name.empty() && name.find_first_of("/\\.") == std::string::npos;
    folder_ = unpack_shipped_programmes(unpacked_) / name;
    if (!plain || !fs::is_directory(folder_)) {
      fs::remove_all(unpacked_);
      throw Refusal(
          RefusalKind::not_found, "programme.unknown",
          "There is no programme " + name + ". Name one that comes with Kith, or a package's folder.");
    }
  }
  auto loaded = package::load_package(folder_);
  if (!loaded.good()) {
    if (!unpacked_.empty()) fs::remove_all(unpacked_);
    throw Refusal(RefusalKind::invalid, "programme.wrong", package::format_problems(loaded.problems));
  }
  programme_.key = loaded.package.id;
  programme_.package = std::make_shared<package::Package>(std::move(loaded.package));
}

ProgrammeOnDisk::~ProgrammeOnDisk() {
  std::error_code ignored;
  if (!unpacked_.empty()) fs::remove_all(unpacked_, ignored);
}

}  // namespace kith
