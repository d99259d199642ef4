#include "modules/journeys/store.h"

namespace kith::journeys_store {

void forget_person(Tx& tx, const PersonId& person, const ProgrammeId& programme, bool all) {
  tx.execute(R"(
    update clock_note set words = null
    where clock_id in (
      select id from clock where participant_id = $1 and programme_id = $2
      union select id from clock where supporter_id = $1 and programme_id = $2)
  )",
             person, programme);
  tx.execute(R"(
    update clock set words = null
    where id in (
      select id from clock where participant_id = $1 and programme_id = $2
      union select id from clock where supporter_id = $1 and programme_id = $2)
  )",
             person, programme);
  tx.execute("delete from asked_question where person_id = $1 and programme_id = $2", person, programme);
  if (!all) return;
  tx.execute("update contact set feeling = '' where by_id = $1 and programme_id = $2", person, programme);
}

}  // namespace kith::journeys_store
