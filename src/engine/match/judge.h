#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/column.h"
#include "engine/match/rule.h"

namespace kith::match {

// One row of a column: a person's answer to one question.
struct Cell {
  const Column* column = nullptr;
  std::uint32_t row = 0;

  bool known() const { return column->known(row); }
};

enum class Outcome : std::uint8_t { met, differs, unknown };

struct Verdict {
  Outcome outcome = Outcome::unknown;
  bool passes = false;    // as a must
  bool is_listed = true;  // an unknown must is listed as not known
  std::int64_t steps = 0;
  std::optional<std::int64_t> measure = {};  // where the steps were told by it (see Question::measure)
};

// How many of a rule's steps a measure reaches: 0 below `low`, all from `high` on.
std::int64_t graded(std::int64_t value, const Rule& rule);

// What one participant asks in one criterion, ready to be put to any number of supporters.
class Question {
 public:
  // `word_count` is above every term that the participant or a supporter uses. `asked` and `rule` must
  // outlive this.
  Question(const Rule& rule, Cell asked, std::size_t word_count);

  Verdict put_to(Cell offered) const;

  // The measure that the verdict rests on (see Facts::amount); only for two known answers.
  std::int64_t measure(Cell offered) const;

  const Rule& rule() const { return *rule_; }
  Cell asked() const { return asked_; }
  bool has_word(Term term) const { return marks_[term] != 0; }
  bool speaks(Cell offered, std::size_t index) const;

 private:
  std::int64_t reached(Cell offered, std::optional<std::int64_t>& measure) const;
  std::int64_t shared_words(Cell offered) const;
  bool same(Cell offered) const;

  const Rule* rule_;
  Cell asked_;
  std::vector<std::uint8_t> marks_;  // by term: the participant has this word, or this language well enough
};

// Whether one of two people avoids the other by this rule; `mine` is the asker's answer.
bool avoids(const struct AvoidRule& rule, Cell mine, Cell other);

}  // namespace kith::match
