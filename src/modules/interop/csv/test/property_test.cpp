#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "modules/interop/csv/table.h"
#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

const std::vector<std::string> pieces = {"a", "é", "\"", ",",  ";",  "\t", "\n", "\r\n", " ",  "=",
                                         "'", "-", "@",  "＝", "x1", "😀",  "|",  "\r",   "''", "+"};

std::string any_text() {
  std::string out;
  for (const auto at :
       *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size()))) {
    out += pieces[at];
  }
  return out;
}

RC_GTEST_PROP(RosterProperty, WhatIsWrittenIsReadBack, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 5);
  const char delimiter = *rc::gen::element(',', ';', '\t');
  std::vector<std::vector<Json>> rows(*rc::gen::inRange<std::size_t>(1, 6));
  for (auto& row : rows) {
    for (std::size_t i = 0; i < width; ++i) row.push_back(any_text());
  }
  // One cell with nothing in it is a blank line: the only table that the format cannot hold.
  if (width == 1) {
    for (auto& row : rows) row[0] = "k" + row[0].string();
  }
  const std::string text = write_csv(rows, {.delimiter = delimiter, .byte_order_mark = false});
  RecordReader reader(text, delimiter);
  Record record;
  for (const auto& row : rows) {
    RC_ASSERT(reader.next(record));
    RC_ASSERT(record.flaws.empty());
    RC_ASSERT(record.count == width);
    for (std::size_t i = 0; i < width; ++i) RC_ASSERT(unguarded(record.cells[i]) == row[i].string());
  }
  RC_ASSERT(!reader.next(record));
}

// Every problem stands at a place that exists, and every good row has all its fields.
void check_bounded(const std::string& bytes) {
  const std::vector<FieldSpec> fields = {spec("ref", Kind::text),
                                         spec("first_name", Kind::name),
                                         spec("email", Kind::email),
                                         spec("mobile", Kind::phone),
                                         spec("birth_date", Kind::date),
                                         spec("latitude", Kind::latitude),
                                         spec("languages", Kind::languages),
                                         spec("available", Kind::availability)};
  const Walk done = walk(bytes, fields);
  RC_ASSERT(done.problems.listed.size() <= max_listed);
  for (const Problem& each : done.problems.listed) {
    RC_ASSERT(each.row >= 1 && each.column >= 1 && each.column <= 201);
    RC_ASSERT(!each.code.empty() && !each.message.empty() && !each.cure.empty());
  }
  for (const std::string& line : format_errors("f", done.problems)) {
    RC_ASSERT(line.find_first_of("\r\n") == std::string::npos);
  }
  for (const RosterRow& row : done.rows) RC_ASSERT(row.values.size() == fields.size());
}

RC_GTEST_PROP(RosterProperty, NoMutationBreaksTheReader, ()) {
  std::string bytes = case_file("rapsid_participants.csv");
  RC_ASSERT(!bytes.empty());
  const auto changes = *rc::gen::inRange(1, 20);
  for (int i = 0; i < changes; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const char byte =
        *rc::gen::oneOf(rc::gen::arbitrary<char>(), rc::gen::element('"', ',', ';', '\n', '\0', '\xFF'));
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        bytes[at] = byte;
        break;
      case 1:
        bytes.insert(at, 1, byte);
        break;
      default:
        bytes.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
        break;
    }
    if (bytes.empty()) break;
  }
  check_bounded(bytes);
}

RC_GTEST_PROP(RosterProperty, NoBytesBreakTheReader, (const std::string& bytes)) { check_bounded(bytes); }

RC_GTEST_PROP(RosterProperty, NoCellBreaksItsReader, ()) {
  const std::string cell = *rc::gen::container<std::string>(rc::gen::element(
      '0', '1', '2', '9', '/', '-', '.', ' ', '+', '(', ')', ':', 'T', 'j', 'u', 'n', 'm', 'o', '@'));
  for (int kind = 0; kind <= static_cast<int>(Kind::count); ++kind) one(static_cast<Kind>(kind), cell);
}

}  // namespace
}  // namespace kith::roster
