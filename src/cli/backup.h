#pragma once

#include <filesystem>

#include "cli/admin.h"
#include "cli/settings.h"

namespace kith {

// `kith backup FILE`: a copy of the whole database while the server runs, sealed with a key drawn from the
// installation's own, so that the file alone reveals nothing (promise V7). The key file is not in it: keep a
// copy of DATA/secret.key elsewhere. XChaCha20-Poly1305 in libsodium's secretstream form.
int make_backup(Installation& installation, const Json& arguments, const Say& say);

// `kith restore FILE`: into a data folder without a database, or into an empty PostgreSQL database. Refuses,
// leaving everything as it was, a file that was changed, cut short or sealed with another key, one of the
// other engine, and a SQLite database that does not pass its check.
void restore_backup(const Settings& settings, const std::filesystem::path& file);

}  // namespace kith
