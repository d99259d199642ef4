#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

// Reads a roster (a CSV file as coordinators export it) into typed rows, and writes tables that no
// spreadsheet can run as formulas. Pure: no database, no clock, no programme. Whatever is wrong comes back as
// data, all of it, named by row and column; nothing here throws because of what a file holds.
//
//   Roster roster = open_roster(std::move(bytes));             // encoding, delimiter, header
//   ColumnPlan plan = match_columns(roster, fields, saved);    // which column is which field
//   Report check = read_rows(roster, plan, fields, settings);  // the whole file, no row kept
//   if (!failed(roster, plan, check)) read_rows(roster, plan, fields, settings, sink);
//
// Row numbers are those that a spreadsheet shows: each record is one row even when a quoted cell goes over
// several lines, blank lines are skipped but counted, and the header of an ordinary file is row 1. A first
// line "sep=;" is a hint to the spreadsheet and no row. Columns count from 1; a problem of a whole row stands
// at column 1. Problem texts quote cells, so they hold personal data and must never be logged.
namespace kith::roster {

inline constexpr std::size_t max_file_bytes = 64u << 20;
inline constexpr std::size_t max_columns = 200;
inline constexpr std::size_t max_cell_length = 10'000;  // code points
inline constexpr int max_rows = 200'000;                // as a spreadsheet counts them, blank ones too
inline constexpr std::size_t max_listed = 1'000;        // problems and findings listed; the rest is counted

// `code` is stable: "encoding.undecodable" and so on, listed in problems.h. `message` says what is wrong,
// `cure` what to do; neither ends in a full stop.
struct Problem {
  int row = 1;
  int column = 1;
  std::string header = "";  // the text at the head of the column
  std::string code;
  std::string message;
  std::string cure;

  bool operator==(const Problem&) const = default;
};

// At most max_listed problems in order of row and column, and how many more there are.
struct Problems {
  std::vector<Problem> listed;
  std::size_t more = 0;
  int more_row = 0;  // where the first unlisted problem stands
  int more_column = 0;

  bool empty() const { return listed.empty(); }
  void add(Problem problem);
  void sort();
};

// One line for each problem, exactly `FILE:ROW:COLUMN: what was wrong; what to do`. When some are not listed
// a last line of the same form says how many. Line breaks and control characters in any part become spaces.
std::vector<std::string> format_errors(std::string_view file, const Problems& problems);

// ---- From bytes to a table of text

enum class Encoding { utf8, utf8_bom, utf16_le, utf16_be, windows_1252 };
std::string_view name_of(Encoding encoding);  // in plain words for the preview: "UTF-8", "Windows-1252"

struct OpenOptions {
  std::optional<Encoding> encoding = {};  // what the person said; else it is found out
  std::optional<char> delimiter = {};     // ',', ';' or '\t'
};

struct Fault {
  std::size_t offset = 0;  // in the decoded text, where U+FFFD stands for bytes that mean nothing
};

// The decoded file. When `problems` is not empty the file cannot be read at all (empty, too big, no header).
struct Roster {
  std::string text;  // UTF-8 without byte order mark
  Encoding encoding = Encoding::utf8;
  bool encoding_doubtful = false;  // Windows-1252 is what remained, or the detector favours another: ask
  std::vector<std::string>
      evidence;               // up to five words with letters that would differ, to show when doubtful
  std::vector<Fault> faults;  // undecodable places; each becomes a problem of the row it is in
  char delimiter = ',';
  bool delimiter_doubtful = false;  // two delimiters fit equally well
  int header_row = 1;
  std::size_t header_offset = 0;  // where in the text the header record begins
  std::vector<std::string> headers;
  Problems problems;
};

// Decides by byte order mark; else by the pattern of zero bytes (UTF-16); else UTF-8 when it is valid; else,
// when at least half of what is beyond ASCII is valid UTF-8, damaged UTF-8 whose bad bytes are problems; else
// Windows-1252, which is always reported as doubtful unless the ICU detector agrees.
Roster open_roster(std::string bytes, const OpenOptions& options = {});

struct RawRow {
  int row = 0;
  std::vector<std::string> cells;  // trimmed, the apostrophe of our own export taken off
};

// Up to `count` rows that are not blank, from row `from_row` on, as text: for the preview. Stops at max_rows.
std::vector<RawRow> raw_rows(const Roster& roster, int from_row, int count);

// The first `count` rows and those whose numbers are listed, each once, in their order. Reads once.
std::vector<RawRow> raw_rows_with(const Roster& roster, int count, const std::set<int>& rows);

// ---- Which column is which field

enum class Kind {
  text,          // string; line breaks and tabs stay
  long_text,     // string; the same with a longer limit
  name,          // string on one line
  email,         // string; the domain in lower case
  phone,         // string, E.164
  date,          // string, yyyy-mm-dd
  year,          // integer, four digits
  number,        // integer or double
  choice,        // string: Choice::value
  choices,       // array of strings, each once
  languages,     // array of BCP 47 language codes ("en"), or of Choice::value when the field lists choices
  availability,  // array of "mon morning" ... "sun evening", in the order of the week
  yes_no,        // boolean
  place_name,    // string on one line
  latitude,      // number -90..90
  longitude,     // number -180..180
  time_zone,     // string, an IANA name
  count          // integer from 0
};

struct Choice {
  std::string value;
  std::vector<std::string> synonyms;
  std::string label = "";  // as people read it, for problem texts; "" shows the value
};

struct FieldSpec {
  std::string key;
  std::string label;
  Kind kind = Kind::text;
  std::vector<std::string> synonyms;
  bool required = false;  // the column must be there and no cell of it blank
  std::vector<Choice> choices;
  bool open_choices = false;  // other answers are kept as typed
  std::optional<double> min;  // year, number, count
  std::optional<double> max;
  std::optional<Date> earliest;  // date; else 1900-01-01
  std::optional<Date> latest;    // date; else 2100-12-31
  std::size_t max_length = 0;    // code points; 0: 200 for one-line kinds, 500 text, 4,000 long_text
};

// Header text (compared folded) → field key, or "" for "leave this column out".
using SavedMapping = std::map<std::string, std::string>;

// Column number → field key, or "" for "leave this column out": what a person chose for this very file.
using ChosenColumns = std::map<int, std::string>;

enum class ColumnState { matched, ignored, unmatched, ambiguous };
enum class MatchedBy { nothing, name, synonym, saved, chosen };  // a key or label counts as the name

struct Column {
  int number = 1;
  std::string header;
  ColumnState state = ColumnState::unmatched;
  std::optional<std::size_t> field;  // index in the fields given
  MatchedBy matched_by = MatchedBy::nothing;
  std::vector<std::size_t> suggestions;  // for an unmatched column: likely fields, best first, at most 3
};

struct ColumnPlan {
  std::vector<Column> columns;
  Problems problems;
};

// By key, then label, then synonym, all compared by plain_folded with "_" and "-" as spaces; a saved mapping
// wins over them, because a person chose it, and what was chosen for this file wins over all. Two columns for
// one field, and a required field without a column, are problems at the header row. An unmatched column is
// none: its cells are not read, and the preview asks.
ColumnPlan match_columns(const Roster& roster, std::span<const FieldSpec> fields,
                         const SavedMapping& saved = {}, const ChosenColumns& chosen = {});

// ---- The rows

enum class DateForm { ask, iso, dmy, mdy };

// Which fields tell who a person is, by key. Phones are all fields of kind phone.
struct IdentityFields {
  std::string ref = "ref";
  std::string email = "email";
  std::vector<std::string> names = {"first_name", "last_name"};
  std::string birth_date = "birth_date";
};

struct Settings {
  DateForm date_form = DateForm::ask;
  std::string country;          // ISO 3166 ("GB") for phones without "+"; "" refuses those
  bool comma_in_lists = false;  // "a, b" is two items; ";" and "|" always part
  IdentityFields identity = {};
  bool compare_rows = true;  // false for a second pass: no duplicates are looked for and RowKeys stay empty
};

// What can be compared between rows and with people already held. "" or empty where the row has none.
struct RowKeys {
  int row = 0;
  std::string ref;
  std::string email;       // lower case throughout
  std::string name;        // plain_folded, the words in order
  std::string birth_date;  // yyyy-mm-dd
  std::vector<std::string> phones;
};

struct RosterRow {
  int row = 0;
  std::vector<Json> values;  // one for each FieldSpec in its order; null for blank or no column
  RowKeys keys;
};

// An example of a date that two forms read differently.
struct DateQuestion {
  int row = 0;
  int column = 0;
  std::string header;
  std::string cell;
};

enum class Likeness { certain, likely, note };

// Two rows that may be one person. Nothing is ever merged here. `certain` ones (same e-mail, same ref) are
// also problems; `likely`: same or nearly the same name with the same birth date, or the same name with a
// shared phone; `note`: only a shared phone, or only the name while a birth date is missing.
struct Finding {
  int row = 0;
  int other_row = 0;     // the earlier row
  std::string other_id;  // when the other is a person already held
  Likeness likeness = Likeness::note;
  std::string reason;  // "same_ref", "same_email", "same_name_and_birth_date", "similar_name_and_birth_date",
                       // "same_name_and_phone", "same_phone", "same_name"
  double similarity = 1.0;  // of the names, 0 to 1
};

struct Report {
  int rows = 0;                                 // that were not blank
  int good_rows = 0;                            // without a problem of their own
  int blank_rows = 0;                           // skipped, not counting those at the end
  DateForm date_form = DateForm::iso;           // found out or stated; `ask` while it is open
  std::optional<DateQuestion> needs_date_form;  // also one problem, "date.form_unknown"
  Problems problems;
  std::vector<Finding> findings;  // likely first, at most max_listed of them
  std::size_t more_findings = 0;
};

// Called for each row without a problem of its own, in order. A problem may still follow in a later row, so
// what the sink does must be undone when the report is not clean. The sink may move from the row.
using RowSink = std::function<void(RosterRow& row)>;

// Reads every row and reports every problem. Memory: the file and about 300 bytes a row for the duplicate
// check; a row lives only while the sink has it.
Report read_rows(const Roster& roster, const ColumnPlan& plan, std::span<const FieldSpec> fields,
                 const Settings& settings, const RowSink& sink = {});

// All problems of the three steps together, sorted: what `kith import` prints.
Problems all_problems(const Roster& roster, const ColumnPlan& plan, const Report& report);
bool failed(const Roster& roster, const ColumnPlan& plan, const Report& report);

// ---- Duplicates against people already held

struct HeldPerson {
  std::string id;
  RowKeys keys;  // made by comparable_name and the readers below; row is not used
};

// Findings for one row against held people. All that share a key are compared; for the caller who already
// looked up candidates by e-mail, birth date or phone.
std::vector<Finding> compare_with_held(const RowKeys& row, std::span<const HeldPerson> held);
std::string comparable_name(std::span<const std::string> names);
std::string comparable_email(std::string_view email);

// 1 when equal, else 1 - (edits / longer length): insert, delete, replace and swap of neighbours count one
// each.
double name_similarity(std::string_view a, std::string_view b);

// ---- Single readers, for forms that take the same kinds

// E.164, or a problem (only code, message and cure are set) when the number is doubtful.
struct PhoneReading {
  std::string e164;
  std::optional<Problem> problem;
};
PhoneReading read_phone(std::string_view text, std::string_view country);

// ---- Export

struct ExportOptions {
  char delimiter = ',';
  bool byte_order_mark = true;  // so that spreadsheets take it for UTF-8
};

// RFC 4180 with CRLF. Cells: null is empty, text as it is, numbers in plain decimals, booleans yes/no, arrays
// of text joined with "; ". Text that a spreadsheet might run (first character, after white space and
// apostrophes, one of = + - @ or their full-width forms, or a leading tab, CR or LF) gets one apostrophe
// before it. Reading takes one apostrophe off exactly such cells, so a round trip loses nothing. Numbers
// given as Json numbers need none.
std::string write_csv(std::span<const std::vector<Json>> rows, const ExportOptions& options = {});
std::string guarded(std::string_view cell);
std::string unguarded(std::string_view cell);

}  // namespace kith::roster
