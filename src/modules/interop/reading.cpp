#include "modules/interop/reading.h"

#include <algorithm>
#include <map>
#include <set>

#include "modules/interop/csv/problems.h"
#include "modules/interop/row_people.h"
#include "modules/interop/store.h"
#include "modules/interop/words.h"

namespace kith {
namespace {

using Weight = LikelyDuplicate::Weight;

constexpr std::size_t most_items = 60;

const Phrase& why(std::string_view reason) {
  using namespace interop_words;
  static const std::map<std::string_view, const Phrase*> known{
      {"same_ref", &same_ref},
      {"ref", &same_ref},
      {"same_email", &same_email},
      {"email", &same_email},
      {"same_name_and_birth_date", &same_name_and_birth},
      {"name_birth", &same_name_and_birth},
      {"similar_name_and_birth_date", &similar_name_and_birth},
      {"same_name_and_phone", &same_name_and_phone},
      {"same_phone", &same_phone},
      {"phone", &same_phone},
      {"same_name", &same_name}};
  return *known.at(reason);
}

// What can only be judged with the programme at hand: each row against the people already there, and answers
// that its questions have no room for.
class RowJudge {
 public:
  RowJudge(Context& context, const People& people, const Programme& programme, RosterReading& reading)
      : context_(context),
        people_(people),
        programme_(programme),
        reading_(reading),
        rows_(programme, reading.side, context.now),
        index_(people.roster_index(context, programme.id)) {}

  void judge(const roster::RosterRow& row) {
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      if (row.values[i].is_array()) check_list(row, i);
    }
    const Identity identity = rows_.identity(row);
    for (const RosterMatch& each : index_.find(context_, identity, reading_.side)) note(row, identity, each);
  }

  std::vector<LikelyDuplicate> duplicates() { return std::move(duplicates_); }
  const roster::Problems& problems() const { return problems_; }

 private:
  void check_list(const roster::RosterRow& row, std::size_t field) {
    const auto& items = row.values[field].array_items();
    if (items.size() > most_items) {
      add(row.row, reading_.fields[field].key, "choices.too_many",
          "there are " + std::to_string(items.size()) + " answers in one cell",
          "keep the " + std::to_string(most_items) + " that matter most");
    }
    if (reading_.fields[field].kind != roster::Kind::availability) return;
    for (const Json& each : items) check_slot(row, field, each.string());
  }

  // The reader knows mornings, afternoons and evenings; a programme may have fewer parts of the day.
  void check_slot(const roster::RosterRow& row, std::size_t field, const std::string& slot) {
    const auto& parts = programme_.package->day_parts;
    const std::string part = slot.substr(slot.find(' ') + 1);
    if (std::ranges::find(parts, part, &package::DayPart::key) != parts.end()) return;
    std::string known;
    for (const auto& each : parts) (known += known.empty() ? "" : ", ") += each.key;
    add(row.row, reading_.fields[field].key, "availability.unknown",
        "this programme has no " + roster::quoted(part), "use these parts of the day: " + known);
  }

  void note(const roster::RosterRow& row, const Identity& identity, const RosterMatch& match) {
    const bool certain = match.kind == "ref" || match.kind == "email";
    if (certain) {
      const std::string& shared = match.kind == "ref" ? identity.ref : identity.email;
      add(row.row, match.kind, "duplicate.already_here",
          roster::quoted(shared) + " is already in this programme", "take this row out of the file");
    }
    if (duplicates_.size() >= roster::max_listed) return;
    const Weight weight = certain ? Weight::certain : match.kind == "phone" ? Weight::note : Weight::likely;
    duplicates_.push_back({row.row, reading_.column_of(certain ? match.kind : "first_name"),
                           identity.full_name(), name_of(match.person), why(match.kind).in(context_.language),
                           weight, true});
  }

  // Only staff who may read the programme's names get here, or the operator's own command.
  std::string name_of(const PersonId& person) const {
    const auto reach = context_.actor.kind == Actor::Kind::system
                           ? reach_identities_as_system(context_)
                           : reach_programme_identities(context_, programme_.id);
    return people_.identity(context_, reach, person).full_name();
  }

  void add(int row, std::string_view field, std::string code, std::string message, std::string cure) {
    const int column = reading_.column_of(field);
    problems_.add({row, column, reading_.roster.headers.at(static_cast<std::size_t>(column) - 1),
                   std::move(code), std::move(message), std::move(cure)});
  }

  Context& context_;
  const People& people_;
  const Programme& programme_;
  RosterReading& reading_;
  RowPeople rows_;
  RosterIndex index_;
  roster::Problems problems_;
  std::vector<LikelyDuplicate> duplicates_;
};

// The names in the listed rows, as they are written there.
std::map<int, std::string> names_in(const RosterReading& reading, const std::set<int>& rows) {
  std::map<int, std::string> out;
  std::vector<std::size_t> columns;
  for (const std::string_view key : {"first_name", "last_name"}) {
    for (const roster::Column& each : reading.plan.columns) {
      if (each.field && reading.fields[*each.field].key == key) {
        columns.push_back(static_cast<std::size_t>(each.number) - 1);
      }
    }
  }
  for (const roster::RawRow& row : roster::raw_rows_with(reading.roster, 0, rows)) {
    std::string& name = out[row.row];
    for (const std::size_t each : columns) {
      if (each < row.cells.size() && !row.cells[each].empty())
        (name += name.empty() ? "" : " ") += row.cells[each];
    }
  }
  return out;
}

std::vector<LikelyDuplicate> within_file(const RosterReading& reading, const std::string& language) {
  std::set<int> rows;
  for (const roster::Finding& each : reading.report.findings) rows.insert({each.row, each.other_row});
  auto names = names_in(reading, rows);
  const auto name = [&](int row) {
    return names[row].empty() ? interop_words::someone.in(language) : names[row];
  };
  std::vector<LikelyDuplicate> out;
  for (const roster::Finding& each : reading.report.findings) {
    const bool certain = each.likeness == roster::Likeness::certain;
    const std::string with = interop_words::row_with_name.in(
        language, {{"row", std::to_string(each.other_row)}, {"name", name(each.other_row)}});
    out.push_back({each.row, reading.column_of(each.reason == "same_email" ? "email" : "first_name"),
                   name(each.row), with, why(each.reason).in(language),
                   certain                                     ? Weight::certain
                   : each.likeness == roster::Likeness::likely ? Weight::likely
                                                               : Weight::note,
                   false});
  }
  return out;
}

// A choice that names a field of an earlier version of the programme is no choice any more.
roster::SavedMapping of_today(roster::SavedMapping saved, const std::vector<roster::FieldSpec>& fields) {
  std::erase_if(saved, [&](const auto& each) {
    return !each.second.empty() &&
           std::ranges::find(fields, each.second, &roster::FieldSpec::key) == fields.end();
  });
  return saved;
}

void sum_up(RosterReading& reading, RowJudge& judge, const std::string& language) {
  ImportReport& result = reading.result;
  result.rows = reading.report.rows;
  result.problems = roster::all_problems(reading.roster, reading.plan, reading.report);
  for (const roster::Problem& each : judge.problems().listed) result.problems.add(each);
  result.problems.more += judge.problems().more;
  result.problems.sort();
  result.readable = result.problems.empty() && reading.report.good_rows > 0;
  result.duplicates = judge.duplicates();
  std::ranges::move(within_file(reading, language), std::back_inserter(result.duplicates));
  std::ranges::stable_sort(result.duplicates, std::greater{}, &LikelyDuplicate::weight);
  if (result.duplicates.size() > roster::max_listed) result.duplicates.resize(roster::max_listed);
}

}  // namespace

int RosterReading::column_of(std::string_view key) const {
  for (const roster::Column& each : plan.columns) {
    if (each.field && fields[*each.field].key == key) return each.number;
  }
  return 1;
}

RosterReading read_roster(Context& context, const People& people, const Programme& programme,
                          RosterFile file) {
  RosterReading reading;
  const std::string& zone = programme.package->time_zone;
  reading.side = file.side;
  reading.roster = roster::open_roster(std::move(file.bytes));
  reading.fields = roster_fields(programme, file.side, programme.language_for(context.language),
                                 date_in(context.now, zone));
  const auto saved =
      of_today(interop_store::saved_mapping(context.tx, programme.id, file.side), reading.fields);
  reading.plan = roster::match_columns(reading.roster, reading.fields, saved, file.settings.columns);
  reading.settings.date_form = file.settings.date_form;
  reading.settings.country = programme.package->country;
  RowJudge judge(context, people, programme, reading);
  reading.report = roster::read_rows(reading.roster, reading.plan, reading.fields, reading.settings,
                                     [&](roster::RosterRow& row) { judge.judge(row); });
  sum_up(reading, judge, context.language);
  return reading;
}

bool ImportReport::importable(AcceptDuplicates accepted) const {
  if (!readable) return false;
  return std::ranges::all_of(duplicates, [&](const LikelyDuplicate& each) {
    if (each.weight != Weight::likely) return each.weight == Weight::note;
    if (accepted == AcceptDuplicates::within_file) return !each.already_there;
    return accepted == AcceptDuplicates::all;
  });
}

}  // namespace kith
