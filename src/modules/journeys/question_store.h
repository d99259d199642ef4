#pragma once

#include <optional>
#include <string>

#include "modules/journeys/journeys.h"

// The statements over questions. For this folder only.
namespace kith::journeys_store {

struct QuestionRow {
  std::string id;
  std::string token_hash;
  PersonId person;
  ProgrammeId programme;
  std::string match;
  std::string kind;
  std::string text_key;
  std::string cause;
  Instant asked_at;
  Instant until;
  std::optional<Instant> answered_at;
};

// False when this cause was asked already.
bool insert_question(Tx& tx, const QuestionRow& row);
std::optional<QuestionRow> question(Tx& tx, const std::string& token_hash);
void settle_question(Tx& tx, const std::string& id, Instant at, const std::string& answer);

}  // namespace kith::journeys_store
