#pragma once

#include <optional>
#include <string>

#include "modules/interop/interop.h"

// Every SQL statement of the interop module. For this folder only.
namespace kith::interop_store {

struct DraftRow {
  std::string id;
  ProgrammeId programme;
  package::Side side = package::Side::participant;
  std::string file_name;  // sealed with the draft's own key, like the content
  std::string content;
  std::string settings;  // JSON: numbers of columns and keys of fields
  int row_count = 0;
  std::string state;  // "draft" or "imported"
};

void insert_draft(Tx& tx, const DraftRow& draft, const PersonId& created_by, Instant at);
std::optional<DraftRow> draft_of(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id);
void set_draft_settings(Tx& tx, const Reach<ImportDrafts>& reach, const DraftRow& draft);
// The content goes, the line that it was imported stays until the draft is cleared away.
void set_draft_imported(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id);
void delete_draft(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id);

roster::SavedMapping saved_mapping(Tx& tx, const ProgrammeId& programme, package::Side side);
void save_mapping(Tx& tx, const ProgrammeId& programme, package::Side side, const std::string& header,
                  const std::string& field);

}  // namespace kith::interop_store
