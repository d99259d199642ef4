#include <algorithm>

#include "base/text.h"
#include "modules/interop/csv/cells.h"
#include "modules/interop/csv/date_form.h"
#include "modules/interop/csv/duplicates.h"
#include "modules/interop/csv/table.h"

namespace kith::roster {
namespace {

// Reads the rows of one roster once. What is wrong with a row makes that row bad and never stops the reading.
class RowsReader {
 public:
  RowsReader(const Roster& roster, const ColumnPlan& plan, std::span<const FieldSpec> fields,
             const Settings& settings, const RowSink& sink)
      : roster_(roster), plan_(plan), fields_(fields), settings_(settings), sink_(sink) {}

  Report read() {
    const DateFormFinding form = find_date_form(roster_, plan_, fields_, settings_.date_form);
    const bool open = form.form == DateForm::ask && !form.problems.empty();
    report_.date_form = form.form == DateForm::ask && !open ? DateForm::iso : form.form;
    report_.needs_date_form = form.question;
    for (const Problem& each : form.problems) report_.problems.add(each);
    for (const FieldSpec& field : fields_) readers_.emplace_back(field, settings_, form.form);
    find_identity();
    read_records();
    finish();
    return std::move(report_);
  }

 private:
  void read_records() {
    RecordReader records(roster_.text, roster_.delimiter, roster_.header_offset, roster_.header_row);
    Record record;
    records.next(record);
    int blank_rows = 0;
    while (records.next(record)) {
      skip_faults_before(record.begin);
      if (record.blank()) {
        ++blank_rows;
        continue;
      }
      report_.blank_rows += std::exchange(blank_rows, 0);
      if (report_.rows == max_rows) {
        add(record.row, 1,
            {"file.too_many_rows", "the file has more than 200,000 rows",
             "split it into smaller files, each with the header"});
        return;
      }
      ++report_.rows;
      read_row(record);
    }
  }

  void read_row(const Record& record) {
    good_ = true;
    const bool readable = check_shape(record);
    check_faults(record);
    if (!readable) return;
    row_.row = record.row;
    row_.values.assign(fields_.size(), Json());
    for (std::size_t i = 0; i < roster_.headers.size(); ++i) read_cell(record, i);
    if (good_) accept();
  }

  bool check_shape(const Record& record) {
    for (const FlawAt& each : record.flaws) add(record.row, each.column, complaint_of(each.flaw));
    if (!record.flaws.empty()) return false;
    if (record.count == roster_.headers.size()) return true;
    const bool more = record.count > roster_.headers.size();
    add(record.row, 1,
        {"row.ragged",
         "the row has " + std::to_string(record.count) + " cells and the header has " +
             std::to_string(roster_.headers.size()),
         more ? "look for a comma or semicolon that should be inside quotation marks"
              : "add the missing cells, or look for a missing quotation mark in this row or the one before"});
    return false;
  }

  void skip_faults_before(std::size_t offset) {
    while (fault_ < roster_.faults.size() && roster_.faults[fault_].offset < offset) ++fault_;
  }

  // One problem for each cell, however many bytes of it are bad.
  void check_faults(const Record& record) {
    int last_column = 0;
    for (; fault_ < roster_.faults.size() && roster_.faults[fault_].offset < record.end; ++fault_) {
      const int column = record.column_at(roster_.faults[fault_].offset);
      if (column == last_column) continue;
      last_column = column;
      add(record.row, column,
          {"encoding.undecodable",
           "the cell holds bytes that mean nothing in " + std::string(name_of(roster_.encoding)),
           "save the file as CSV UTF-8, or choose another encoding"});
    }
  }

  void read_cell(const Record& record, std::size_t index) {
    const Column& column = plan_.columns[index];
    const std::string& raw = record.cells[index];
    if (auto complaint = refused_character(raw)) {
      add(record.row, column.number, *complaint);
      return;
    }
    const std::string cell = trimmed_cell(raw.starts_with('\'') ? unguarded(raw) : raw);
    if (!column.field || column.state != ColumnState::matched) {
      if (column.header.empty() && !cell.empty()) {
        add(record.row, column.number,
            {"cell.without_header", "the column of this cell has no header",
             "write a header in row " + std::to_string(roster_.header_row) + ", or empty the column"});
      }
      return;
    }
    if (!cell.empty()) {
      read_value(record.row, column, cell);
    } else if (fields_[*column.field].required) {
      add(record.row, column.number, {"cell.required", "this cell is empty", "fill it in"});
    }
  }

  void read_value(int row, const Column& column, const std::string& cell) {
    complaints_.clear();
    bool undecided = false;
    row_.values[*column.field] = readers_[*column.field].read(cell, complaints_, undecided);
    good_ = good_ && !undecided;
    for (Complaint& each : complaints_) add(row, column.number, std::move(each));
  }

  void accept() {
    if (settings_.compare_rows) compare_with_earlier();
    if (!good_) return;
    ++report_.good_rows;
    if (sink_) sink_(row_);
  }

  void compare_with_earlier() {
    make_keys();
    for (Finding& each : duplicates_.add(row_.keys)) take(std::move(each));
  }

  void find_identity() {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (fields_[i].key == settings_.identity.ref) ref_ = i;
      if (fields_[i].key == settings_.identity.email) email_ = i;
      if (fields_[i].key == settings_.identity.birth_date) birth_date_ = i;
      if (fields_[i].kind == Kind::phone) phones_.push_back(i);
    }
    for (const std::string& name : settings_.identity.names) {
      for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (fields_[i].key == name) names_.push_back(i);
      }
    }
  }

  std::string text_of(std::optional<std::size_t> field) const {
    if (!field) return {};
    const Json& value = row_.values[*field];
    if (value.is_integer()) return std::to_string(value.integer());
    return value.is_string() ? value.string() : std::string();
  }

  void make_keys() {
    RowKeys& keys = row_.keys;
    keys.row = row_.row;
    keys.ref = folded(text_of(ref_));
    keys.email = comparable_email(text_of(email_));
    keys.birth_date = text_of(birth_date_);
    std::vector<std::string> names;
    for (const std::size_t each : names_) names.push_back(text_of(each));
    keys.name = comparable_name(names);
    keys.phones.clear();
    for (const std::size_t each : phones_) {
      if (std::string phone = text_of(each); !phone.empty()) keys.phones.push_back(std::move(phone));
    }
  }

  void take(Finding finding) {
    if (finding.likeness == Likeness::certain) refuse_twice(finding);
    auto& list = finding.likeness == Likeness::note ? notes_ : report_.findings;
    if (list.size() < max_listed) {
      list.push_back(std::move(finding));
    } else {
      ++report_.more_findings;
    }
  }

  void refuse_twice(const Finding& finding) {
    const bool by_ref = finding.reason == "same_ref";
    const auto field = by_ref ? ref_ : email_;
    const auto column = std::find_if(plan_.columns.begin(), plan_.columns.end(),
                                     [&](const Column& each) { return each.field == field; });
    add(row_.row, column == plan_.columns.end() ? 1 : column->number,
        {by_ref ? "duplicate.ref" : "duplicate.email",
         quoted(text_of(field)) + " is already in row " + std::to_string(finding.other_row),
         by_ref ? "give each person a reference of their own, or take one of the two rows out"
                : "take one of the two rows out, or give each person an e-mail address of their own"});
  }

  void finish() {
    const std::size_t room = max_listed - report_.findings.size();
    const std::size_t kept = std::min(room, notes_.size());
    report_.more_findings += notes_.size() - kept;
    std::stable_sort(report_.findings.begin(), report_.findings.end(),
                     [](const Finding& a, const Finding& b) { return a.likeness < b.likeness; });
    report_.findings.insert(report_.findings.end(), notes_.begin(),
                            notes_.begin() + static_cast<std::ptrdiff_t>(kept));
    if (report_.rows == 0) {
      add(roster_.header_row, 1,
          {"file.no_rows", "there is nobody below the header", "choose the file that holds the roster"});
    }
    report_.problems.sort();
  }

  void add(int row, int column, Complaint complaint) {
    good_ = false;
    const auto index = static_cast<std::size_t>(column - 1);
    report_.problems.add({row, column, index < roster_.headers.size() ? roster_.headers[index] : "",
                          std::move(complaint.code), std::move(complaint.message),
                          std::move(complaint.cure)});
  }

  const Roster& roster_;
  const ColumnPlan& plan_;
  std::span<const FieldSpec> fields_;
  const Settings& settings_;
  const RowSink& sink_;
  std::vector<CellReader> readers_;
  std::optional<std::size_t> ref_, email_, birth_date_;
  std::vector<std::size_t> names_, phones_;
  DuplicateFinder duplicates_;
  std::vector<Finding> notes_;
  RosterRow row_;
  Complaints complaints_;
  std::size_t fault_ = 0;
  bool good_ = true;
  Report report_;
};

void add_all(Problems& all, const Problems& some) {
  for (const Problem& each : some.listed) all.add(each);
  if (some.more > 0 && all.more == 0) {
    all.more_row = some.more_row;
    all.more_column = some.more_column;
  }
  all.more += some.more;
}

}  // namespace

Report read_rows(const Roster& roster, const ColumnPlan& plan, std::span<const FieldSpec> fields,
                 const Settings& settings, const RowSink& sink) {
  if (roster.headers.empty() || plan.columns.size() != roster.headers.size()) return {};
  return RowsReader(roster, plan, fields, settings, sink).read();
}

Problems all_problems(const Roster& roster, const ColumnPlan& plan, const Report& report) {
  Problems all;
  add_all(all, roster.problems);
  add_all(all, plan.problems);
  add_all(all, report.problems);
  all.sort();
  return all;
}

bool failed(const Roster& roster, const ColumnPlan& plan, const Report& report) {
  return !roster.problems.empty() || !plan.problems.empty() || !report.problems.empty() ||
         report.good_rows == 0;
}

}  // namespace kith::roster
