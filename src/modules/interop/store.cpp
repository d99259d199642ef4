#include "modules/interop/store.h"

namespace kith::interop_store {

void insert_draft(Tx& tx, const DraftRow& draft, const PersonId& created_by, Instant at) {
  tx.execute(R"(
    insert into import_draft
      (id, programme_id, side, file_name, content, settings, row_count, state, created_by, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, 'draft', $8, $9)
  )",
             draft.id, draft.programme, enum_name(draft.side), Bytes{draft.file_name}, Bytes{draft.content},
             draft.settings, draft.row_count, created_by, at);
}

std::optional<DraftRow> draft_of(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id) {
  const Rows rows = tx.query(R"(
    select id, programme_id, side, file_name, content, settings, row_count, state
    from import_draft
    where id = $1 and programme_id = $2
  )",
                             id, reach.programme());
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return DraftRow{row.text(0),
                  row.id<ProgrammeId>(1),
                  enum_from<package::Side>(row.text(2)).value(),
                  row.bytes(3),
                  row.bytes(4),
                  row.text(5),
                  static_cast<int>(row.integer(6)),
                  row.text(7)};
}

void set_draft_settings(Tx& tx, const Reach<ImportDrafts>& reach, const DraftRow& draft) {
  tx.execute("update import_draft set settings = $1 where id = $2 and programme_id = $3", draft.settings,
             draft.id, reach.programme());
}

void set_draft_imported(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id) {
  tx.execute(R"(
    update import_draft
    set state = 'imported', settings = '{}', file_name = $1, content = $1
    where id = $2 and programme_id = $3
  )",
             Bytes{}, id, reach.programme());
}

void delete_draft(Tx& tx, const Reach<ImportDrafts>& reach, const std::string& id) {
  if (reach.scope() == Scope::system) {
    tx.execute("delete from import_draft where id = $1", id);
    return;
  }
  tx.execute("delete from import_draft where id = $1 and programme_id = $2", id, reach.programme());
}

roster::SavedMapping saved_mapping(Tx& tx, const ProgrammeId& programme, package::Side side) {
  roster::SavedMapping out;
  for (const Row& row : tx.query(R"(
         select header, field from saved_mapping
         where programme_id = $1 and side = $2
         order by header limit 2000
       )",
                                 programme, enum_name(side))) {
    out[row.text(0)] = row.text(1);
  }
  return out;
}

void save_mapping(Tx& tx, const ProgrammeId& programme, package::Side side, const std::string& header,
                  const std::string& field) {
  tx.execute(R"(
    insert into saved_mapping (programme_id, side, header, field) values ($1, $2, $3, $4)
    on conflict (programme_id, side, header) do update set field = excluded.field
  )",
             programme, enum_name(side), header, field);
}

}  // namespace kith::interop_store
