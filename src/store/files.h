#pragma once

#include <filesystem>
#include <string_view>

namespace kith {

// Files that must be closed to others and safe on disk. All throw StoreError with the cure.

// Makes an empty file, mode 0600, which must not be there yet.
void make_private_file(const std::filesystem::path& file);
// Makes a file, mode 0600, with this content, complete or not at all, and synced.
void write_private_file(const std::filesystem::path& file, std::string_view content);
// Refuses a file that its group or others may read or write.
void require_private(const std::filesystem::path& file);
// fsync of a file or a folder.
void sync_to_disk(const std::filesystem::path& path);
// Gives a finished, synced file its name, which must be free, and syncs the folder.
void publish_file(const std::filesystem::path& finished, const std::filesystem::path& name);

std::filesystem::path folder_of(const std::filesystem::path& file);

}  // namespace kith
