#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/interop/targets.h"

// From a row that was read to a person of the programme. For this folder only.
namespace kith {

class RowPeople {
 public:
  // `now` bounds the day since when somebody waits: nobody waits from tomorrow.
  RowPeople(const Programme& programme, package::Side side, Instant now);

  Identity identity(const roster::RosterRow& row) const;
  NewPerson person(roster::RosterRow& row);  // moves from the row

  // The purposes that the person agreed to on paper, and when.
  struct PaperConsent {
    std::string purpose;
    Instant at;
  };
  std::vector<PaperConsent> consents(const NewPerson& person);

 private:
  Instant start_of(const std::string& date);
  std::string language_of(const std::map<std::string, Json>& answers) const;

  const package::Package& package_;
  package::Side side_;
  Instant now_;
  std::vector<FieldTarget> targets_;
  std::map<std::string, Instant> days_;  // thousands of rows share a few hundred days
};

}  // namespace kith
