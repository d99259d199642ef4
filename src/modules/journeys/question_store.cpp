#include "modules/journeys/question_store.h"

namespace kith::journeys_store {

bool insert_question(Tx& tx, const QuestionRow& row) {
  return tx.execute(R"(
    insert into asked_question (id, token_hash, person_id, programme_id, match_id, kind, text_key, cause,
      asked_at, until_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (cause) do nothing
  )",
                    row.id, row.token_hash, row.person, row.programme,
                    row.match.empty() ? std::nullopt : std::optional(row.match), row.kind, row.text_key,
                    row.cause, row.asked_at, row.until) == 1;
}

std::optional<QuestionRow> question(Tx& tx, const std::string& token_hash) {
  const Rows rows = tx.query(R"(
    select id, token_hash, person_id, programme_id, match_id, kind, text_key, cause, asked_at, until_at,
      answered_at
    from asked_question
    where token_hash = $1
  )",
                             token_hash);
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return QuestionRow{row.text(0),          row.text(1),    row.id<PersonId>(2),  row.id<ProgrammeId>(3),
                     row.text_or_empty(4), row.text(5),    row.text(6),          row.text(7),
                     row.instant(8),       row.instant(9), row.maybe_instant(10)};
}

void settle_question(Tx& tx, const std::string& id, Instant at, const std::string& answer) {
  tx.execute("update asked_question set answered_at = $1, answer = $2 where id = $3 and answered_at is null",
             at, answer, id);
}

}  // namespace kith::journeys_store
