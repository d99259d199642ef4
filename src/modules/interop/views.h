#pragma once

#include <string>
#include <vector>

#include "base/fields.h"
#include "modules/interop/interop.h"

// What the interop endpoints take and give. For this folder only.
namespace kith {

enum class ImportAs { participants, supporters };
enum class ImportState { draft, imported };

template <>
struct EnumNames<ImportAs> {
  static constexpr std::pair<ImportAs, std::string_view> names[] = {{ImportAs::participants, "participants"},
                                                                    {ImportAs::supporters, "supporters"}};
};
template <>
struct EnumNames<ImportState> {
  static constexpr std::pair<ImportState, std::string_view> names[] = {{ImportState::draft, "draft"},
                                                                       {ImportState::imported, "imported"}};
};
template <>
struct EnumNames<roster::DateForm> {
  using D = roster::DateForm;
  static constexpr std::pair<D, std::string_view> names[] = {
      {D::ask, "ask"}, {D::iso, "iso"}, {D::dmy, "dmy"}, {D::mdy, "mdy"}};
};
template <>
struct EnumNames<roster::MatchedBy> {
  using M = roster::MatchedBy;
  static constexpr std::pair<M, std::string_view> names[] = {{M::nothing, ""},
                                                             {M::name, "name"},
                                                             {M::synonym, "synonym"},
                                                             {M::saved, "saved"},
                                                             {M::chosen, "chosen"}};
};

inline constexpr std::size_t most_cell_length = 12'000;

struct StartImport {
  static constexpr std::string_view schema_name = "StartImport";
  ProgrammeId programme;
  ImportAs as = ImportAs::participants;
  std::string file_name;
  std::string content;
  static constexpr auto fields() {
    return std::tuple{field("programme", &StartImport::programme), field("as", &StartImport::as),
                      field("file_name", &StartImport::file_name, {.max_length = 255}),
                      field("content", &StartImport::content,
                            {.max_length = 67'108'864, .about = "The file's bytes in base64."})};
  }
};

struct ImportAsk {
  static constexpr std::string_view schema_name = "ImportAsk";
  ProgrammeId programme;
  std::string import;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ImportAsk::programme),
                      field("import", &ImportAsk::import, {.max_length = 64})};
  }
};

struct ColumnChoice {
  static constexpr std::string_view schema_name = "ColumnChoice";
  int column = 1;
  std::string field_key;  // "" leaves the column out
  static constexpr auto fields() {
    return std::tuple{field("column", &ColumnChoice::column, {.min = 1, .max = 200}),
                      field("field", &ColumnChoice::field_key, {.max_length = 100})};
  }
};

struct PutImport {
  static constexpr std::string_view schema_name = "PutImport";
  ProgrammeId programme;
  std::string import;
  std::vector<ColumnChoice> columns;
  roster::DateForm date_form = roster::DateForm::ask;
  bool remember = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PutImport::programme),
                      field("import", &PutImport::import, {.max_length = 64}),
                      field("columns", &PutImport::columns), field("date_form", &PutImport::date_form),
                      field("remember", &PutImport::remember)};
  }
};

struct ConfirmImport {
  static constexpr std::string_view schema_name = "ConfirmImport";
  ProgrammeId programme;
  std::string import;
  bool accept_duplicates = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ConfirmImport::programme),
                      field("import", &ConfirmImport::import, {.max_length = 64}),
                      field("accept_duplicates", &ConfirmImport::accept_duplicates)};
  }
};

struct ImportResult {
  static constexpr std::string_view schema_name = "ImportResult";
  int imported = 0;
  static constexpr auto fields() { return std::tuple{field("imported", &ImportResult::imported)}; }
};

struct ExportAsk {
  static constexpr std::string_view schema_name = "ExportAsk";
  ProgrammeId programme;
  package::Side role = package::Side::participant;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ExportAsk::programme), field("role", &ExportAsk::role)};
  }
};

struct ImportColumn {
  static constexpr std::string_view schema_name = "ImportColumn";
  int column = 1;
  std::string header;
  std::string field_key;
  roster::MatchedBy matched_by = roster::MatchedBy::nothing;
  std::vector<std::string> samples;
  static constexpr auto fields() {
    return std::tuple{field("column", &ImportColumn::column),
                      field("header", &ImportColumn::header, {.max_length = most_cell_length}),
                      field("field", &ImportColumn::field_key),
                      field("matched_by", &ImportColumn::matched_by),
                      field("samples", &ImportColumn::samples)};
  }
};

struct ImportField {
  static constexpr std::string_view schema_name = "ImportField";
  std::string key;
  std::string label;
  bool required = false;
  static constexpr auto fields() {
    return std::tuple{field("key", &ImportField::key), field("label", &ImportField::label),
                      field("required", &ImportField::required)};
  }
};

struct CellError {
  static constexpr std::string_view schema_name = "CellError";
  int row = 1;
  int column = 1;
  std::string header;
  std::string code;
  std::string message;
  std::string cure;
  static constexpr auto fields() {
    return std::tuple{field("row", &CellError::row),
                      field("column", &CellError::column),
                      field("header", &CellError::header, {.max_length = most_cell_length}),
                      field("code", &CellError::code),
                      field("message", &CellError::message),
                      field("cure", &CellError::cure, {.max_length = 2'000})};
  }
};

struct DuplicateView {
  static constexpr std::string_view schema_name = "LikelyDuplicate";
  int row = 1;
  std::string name;
  std::string with;
  std::string why;
  bool blocking = false;
  static constexpr auto fields() {
    return std::tuple{field("row", &DuplicateView::row), field("name", &DuplicateView::name),
                      field("with", &DuplicateView::with), field("why", &DuplicateView::why),
                      field("blocking", &DuplicateView::blocking)};
  }
};

struct PreviewRow {
  static constexpr std::string_view schema_name = "PreviewRow";
  int row = 1;
  std::vector<std::string> cells;
  static constexpr auto fields() {
    return std::tuple{field("row", &PreviewRow::row), field("cells", &PreviewRow::cells)};
  }
};

struct ImportView {
  static constexpr std::string_view schema_name = "ImportView";
  std::string import_id;
  ImportAs as = ImportAs::participants;
  std::string file_name;
  ImportState state = ImportState::draft;
  std::string encoding;
  std::string delimiter;
  int row_count = 0;
  roster::DateForm date_form = roster::DateForm::ask;
  bool needs_date_form = false;
  std::string date_example;
  std::vector<ImportColumn> columns;
  std::vector<ImportField> import_fields;
  int error_count = 0;
  std::vector<CellError> errors;
  std::vector<DuplicateView> duplicates;
  std::vector<PreviewRow> preview;
  bool ready = false;
  static constexpr auto fields() {
    return std::tuple{field("import_id", &ImportView::import_id),
                      field("as", &ImportView::as),
                      field("file_name", &ImportView::file_name),
                      field("state", &ImportView::state),
                      field("encoding", &ImportView::encoding),
                      field("delimiter", &ImportView::delimiter, {.about = "comma, semicolon or tab"}),
                      field("row_count", &ImportView::row_count),
                      field("date_form", &ImportView::date_form),
                      field("needs_date_form", &ImportView::needs_date_form),
                      field("date_example", &ImportView::date_example),
                      field("columns", &ImportView::columns),
                      field("fields", &ImportView::import_fields),
                      field("error_count", &ImportView::error_count),
                      field("errors", &ImportView::errors),
                      field("duplicates", &ImportView::duplicates),
                      field("preview", &ImportView::preview),
                      field("ready", &ImportView::ready)};
  }
};

}  // namespace kith
