#pragma once

#include <memory>
#include <string>

#include "store/database.h"

namespace kith {

// Refuses a server that does not sync to disk, and a database that is not UTF-8 with collation C, in which
// text would sort otherwise than in SQLite.
std::unique_ptr<Database> open_postgres(const std::string& uri, std::size_t readers);

// One statement outside any transaction, for making and dropping databases. Throws StoreError.
void run_on_postgres(const std::string& uri, const std::string& sql);

}  // namespace kith
