#pragma once

#include "modules/interop/views.h"

// Rosters on their way in: uploaded, looked at, mended, confirmed. For this folder only.
namespace kith {

ImportView start_import(Context& context, const Rosters& rosters, const StartImport& start);
ImportView import_view(Context& context, const Rosters& rosters, const ImportAsk& ask);
// Refuses columns that the file does not have and fields that the programme does not have.
ImportView change_import(Context& context, const Rosters& rosters, const PutImport& put);
// Refuses interop.not_ready, interop.duplicates_open, interop.already_imported.
ImportResult confirm_import(Context& context, Rosters& rosters, const ConfirmImport& confirm);

// The job that clears a draft away a day after it was uploaded.
inline constexpr std::string_view tidy_job = "interop.tidy";
void clear_import(Context& context, const std::string& import);

}  // namespace kith
