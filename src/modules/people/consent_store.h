#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/people/store.h"

// The statements about agreements: what somebody said to a purpose, when and how, and the words they heard.
// For this folder only.
namespace kith::people_store {

struct ConsentRow {
  std::string purpose;
  std::string version;
  bool given = false;
  Instant at;
  // Of what is noted or told in full; the latest of each purpose comes without.
  std::string id = {};
  std::string how = {};
  std::string recorded_by = {};
  std::string answered_by = {};
  Instant noted_at = {};
};
void insert_consent(Tx& tx, const PersonId& person, const ProgrammeId& programme, const ConsentRow& consent);
// Newest first.
std::vector<ConsentRow> consent_history(Tx& tx, const PersonId& person, const ProgrammeId& programme,
                                        const Page& page);
struct ConsentWords {
  std::string purpose;
  std::string version;
  std::string words;
};
void put_consent_words(Tx& tx, const ProgrammeId& programme, const ConsentWords& words);
std::string consent_words(Tx& tx, const ProgrammeId& programme, std::string_view purpose,
                          std::string_view version);  // "" when they were not kept
std::vector<ConsentRow> latest_consents(Tx& tx, const PersonId& person, const ProgrammeId& programme);

}  // namespace kith::people_store
