#pragma once

#include "modules/interop/reading.h"
#include "modules/interop/views.h"

// What the wizard shows of one file. For this folder only.
namespace kith {

// Everything but the import's id and the file's name, which the reading does not know.
ImportView reading_view(const RosterReading& reading);
// Of a file that was imported, only how many rows it had is still known.
ImportView imported_view(const std::string& import, package::Side side, int row_count);

}  // namespace kith
