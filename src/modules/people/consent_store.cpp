#include "modules/people/consent_store.h"

namespace kith::people_store {

void insert_consent(Tx& tx, const PersonId& person, const ProgrammeId& programme, const ConsentRow& consent) {
  tx.execute(R"(
    insert into consent (id, person_id, programme_id, purpose, version, given, how, recorded_by, at,
      answered_by, noted_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  )",
             consent.id, person, programme, consent.purpose, consent.version, consent.given, consent.how,
             consent.recorded_by, consent.at, consent.answered_by, consent.noted_at);
}

std::vector<ConsentRow> consent_history(Tx& tx, const PersonId& person, const ProgrammeId& programme,
                                        const Page& page) {
  std::vector<ConsentRow> out;
  const std::string before = page.after.empty() ? "~" : page.after;  // "~" sorts after every id
  for (const Row& row : tx.query(R"(
         select purpose, version, given, at, id, how, recorded_by, answered_by, coalesce(noted_at, at)
         from consent
         where person_id = $1 and programme_id = $2 and id < $3
         order by id desc limit $4
       )",
                                 person, programme, before, page.limit)) {
    out.push_back({row.text(0), row.text(1), row.boolean(2), row.instant(3), row.text(4), row.text(5),
                   row.text(6), row.text(7), row.instant(8)});
  }
  return out;
}

void put_consent_words(Tx& tx, const ProgrammeId& programme, const ConsentWords& words) {
  tx.execute(R"(
    insert into consent_text (programme_id, purpose, version, words) values ($1, $2, $3, $4)
    on conflict (programme_id, purpose, version) do nothing
  )",
             programme, words.purpose, words.version, words.words);
}

std::string consent_words(Tx& tx, const ProgrammeId& programme, std::string_view purpose,
                          std::string_view version) {
  const Rows rows =
      tx.query("select words from consent_text where programme_id = $1 and purpose = $2 and version = $3",
               programme, purpose, version);
  return rows.empty() ? "" : rows[0].text(0);
}

std::vector<ConsentRow> latest_consents(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  std::vector<ConsentRow> out;
  for (const Row& row : tx.query(R"(
         select purpose, version, given, at from (
           select purpose, version, given, at,
                  row_number() over (partition by purpose order by at desc, id desc) as newest
           from consent where person_id = $1 and programme_id = $2
         ) c
         where newest = 1 order by purpose
       )",
                                 person, programme)) {
    out.push_back({row.text(0), row.text(1), row.boolean(2), row.instant(3)});
  }
  return out;
}

}  // namespace kith::people_store
