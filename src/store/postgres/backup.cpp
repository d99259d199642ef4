#include "store/postgres/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/files.h"
#include "store/postgres/database.h"

namespace kith {

namespace {

bool sets(std::string_view line, std::string_view variable) {
  return line.starts_with(variable) && line.substr(variable.size()).starts_with('=');
}

// Our environment with every part of the URI as the variable that libpq reads it from (PGHOST, PGPASSWORD,
// ...).
std::vector<std::string> environment_for(const std::string& uri) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(uri.c_str(), &problem), &PQconninfoFree);
  PQfreemem(problem);
  if (!options) throw StoreError("the database address is not one that PostgreSQL understands");
  std::vector<std::string> lines;
  for (char** line = environ; *line; ++line) lines.emplace_back(*line);
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    if (!option->val || !option->envvar) continue;
    std::erase_if(lines, [&](const std::string& line) { return sets(line, option->envvar); });
    lines.push_back(fmt::format("{}={}", option->envvar, option->val));
  }
  return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// Runs a program to its end with its output thrown away; its complaints go where ours go.
void run_program(std::vector<std::string> arguments, std::vector<std::string> environment) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  const int code = posix_spawnp(&child, arguments.front().c_str(), &actions, nullptr,
                                pointers_to(arguments).data(), pointers_to(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) {
    throw StoreError(
        fmt::format("cannot run {}; install the package 'postgresql-client'", arguments.front()));
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw StoreError(fmt::format("{} failed; its own message says why", arguments.front()));
  }
}

void require_empty(const std::string& uri) {
  std::int64_t things = 0;
  open_postgres(uri, 1)->read([&](Tx& tx) {
    things = tx.query(R"(
      select count(*) from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
    )")[0]
                 .integer(0);
  });
  if (things == 0) return;
  throw StoreError("the PostgreSQL database is not empty; restore into a fresh one (createdb)");
}

}  // namespace

void dump_postgres(const std::string& uri, const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) throw StoreError(fmt::format("{} is already there", file.string()));
  std::filesystem::path partial = file;
  partial += ".partial";
  std::filesystem::remove(partial);
  make_private_file(partial);
  try {
    run_program({"pg_dump", "--format=custom", "--no-password", "--file=" + partial.string()},
                environment_for(uri));
    run_program({"pg_restore", "--list", partial.string()}, environment_for(uri));
    sync_to_disk(partial);
    publish_file(partial, file);
  } catch (...) {
    std::filesystem::remove(partial);
    throw;
  }
}

void restore_postgres(const std::string& uri, const std::filesystem::path& file) {
  require_empty(uri);
  // An address without parts: the environment says where.
  run_program({"pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
               "--no-password", "--dbname=postgresql://", file.string()},
              environment_for(uri));
}

}  // namespace kith
