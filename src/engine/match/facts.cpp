#include "engine/match/facts.h"

#include <algorithm>

namespace kith::match {
namespace {

// The words, languages or step of one answer; nothing for the other kinds.
std::vector<std::string> texts_of(Cell cell, const Words& words) {
  std::vector<std::string> texts;
  if (!cell.known()) return texts;
  const Attribute& attribute = cell.column->attribute();
  if (attribute.kind == AttributeKind::scale) texts.push_back(attribute.steps[cell.column->number(cell.row)]);
  for (const Term term : cell.column->terms(cell.row)) texts.push_back(words.text(term));
  return texts;
}

std::vector<std::string> shared_texts(const Question& question, Cell offered, const Words& words) {
  std::vector<std::string> texts;
  const auto theirs = offered.column->terms(offered.row);
  for (const Term term : question.asked().column->terms(question.asked().row)) {
    const auto found = std::ranges::find(theirs, term);
    if (found == theirs.end() || !question.has_word(term)) continue;
    if (question.speaks(offered, found - theirs.begin())) texts.push_back(words.text(term));
  }
  return texts;
}

bool is_measured(AttributeKind kind) {
  return is_ordered(kind) || kind == AttributeKind::place || kind == AttributeKind::availability;
}

}  // namespace

Facts facts_of(const Question& question, Cell offered, const Verdict& verdict, const Words& words) {
  Facts facts;
  facts.participant = texts_of(question.asked(), words);
  facts.supporter = texts_of(offered, words);
  if (!question.asked().known() || !offered.known()) return facts;
  facts.shared = shared_texts(question, offered, words);
  if (is_measured(offered.column->attribute().kind)) {
    facts.amount = verdict.measure ? *verdict.measure : question.measure(offered);
  }
  return facts;
}

}  // namespace kith::match
