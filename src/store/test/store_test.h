#pragma once

#include <gtest/gtest.h>

#include <string>

#include "store/events.h"
#include "testing/databases.h"

namespace kith {

// A test that runs on every kind of database.
class StoreTest : public testing::TestWithParam<std::string> {};

#define KITH_ON_EVERY_DATABASE(suite)                                         \
  INSTANTIATE_TEST_SUITE_P(, suite, testing::ValuesIn(test_database_kinds()), \
                           [](const auto& of) { return of.param; })

inline ModuleSchema notes_schema() {
  return {"notes", {{"0001_start", "create table note (id bigint primary key, body text not null unique);"}}};
}

inline void make_notes(Database& database) { database.migrate({store_schema(), notes_schema()}); }

inline void add_note(Tx& tx, std::int64_t id, const std::string& body) {
  tx.execute("insert into note (id, body) values ($1, $2)", id, body);
}

inline std::int64_t count_notes(Database& database) {
  std::int64_t count = 0;
  database.read([&](Tx& tx) { count = tx.query("select count(*) from note")[0].integer(0); });
  return count;
}

}  // namespace kith
