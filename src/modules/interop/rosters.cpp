#include "modules/interop/events.h"
#include "modules/interop/interop.h"
#include "modules/interop/reading.h"
#include "modules/interop/row_people.h"

namespace kith {
namespace {

constexpr std::size_t rows_between_reports = 1'000;

}  // namespace

ImportReport Rosters::check(Context& context, const Programme& programme, RosterFile file) const {
  return read_roster(context, people_, programme, std::move(file)).result;
}

// Two passes over the text in memory: the first finds whatever is wrong, and only then does the second write.
// Whatever fails in between takes the whole transaction with it.
ImportOutcome Rosters::import(Context& context, const Programme& programme, RosterFile file,
                              AcceptDuplicates accepted, const ImportProgress& progress) {
  const RosterReading reading = read_roster(context, people_, programme, std::move(file));
  ImportOutcome outcome{reading.result, 0};
  if (!reading.result.importable(accepted)) return outcome;
  RowPeople people(programme, reading.side, context.now);
  const auto total = static_cast<std::size_t>(reading.report.rows);
  std::size_t done = 0;
  const auto add = [&](roster::RosterRow& row) {
    const NewPerson person = people.person(row);
    const PersonId id = people_.add(context, programme, person);
    for (const auto& each : people.consents(person)) {
      people_.record_paper_consent(context, id, programme, each.purpose, each.at);
    }
    ++done;
    if (progress && done % rows_between_reports == 0 && done < total) progress(done, total);
  };
  roster::Settings settings = reading.settings;
  settings.compare_rows = false;
  roster::read_rows(reading.roster, reading.plan, reading.fields, settings, add);
  if (progress) progress(done, total);
  outcome.imported = static_cast<int>(done);
  context.emit(programme.id, programme.id.str(), PeopleImported{reading.side, outcome.imported});
  return outcome;
}

}  // namespace kith
