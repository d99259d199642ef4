#include "store/migrations.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <map>
#include <set>

namespace kith {

namespace {

using StepName = std::pair<std::string, std::string>;  // module, version

constexpr std::string_view step_table = R"(
create table if not exists schema_step (
  module text not null,
  version text not null,
  checksum text not null,
  primary key (module, version)
);
)";

std::string checksum(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

template <class Work>
void in_transaction(Connection& connection, const Work& work) {
  connection.start_operation();
  try {
    connection.begin_write();
    work();
    connection.commit();
  } catch (...) {
    connection.roll_back();
    connection.start_operation();
    throw;
  }
}

std::map<StepName, std::string> applied_steps(Connection& connection) {
  std::map<StepName, std::string> applied;
  in_transaction(connection, [&] {
    connection.run_script(step_table);
    for (const Row& row : connection.query("select module, version, checksum from schema_step")) {
      applied[{row.text(0), row.text(1)}] = row.text(2);
    }
  });
  return applied;
}

void refuse_twice(const std::vector<ModuleSchema>& schemas) {
  std::set<StepName> seen;
  for (const ModuleSchema& schema : schemas) {
    for (const Migration& step : schema.steps) {
      if (seen.emplace(schema.module, step.version).second) continue;
      throw std::logic_error(
          fmt::format("step {} of module {} is listed twice", step.version, schema.module));
    }
  }
}

void refuse_unknown_or_edited(std::map<StepName, std::string> applied,
                              const std::vector<ModuleSchema>& schemas) {
  for (const ModuleSchema& schema : schemas) {
    for (const Migration& step : schema.steps) {
      const auto found = applied.find({schema.module, step.version});
      if (found == applied.end()) continue;
      if (found->second != checksum(step.sql)) {
        throw StoreError(
            fmt::format("step {} of module {} is not what was applied to this database; a shipped step "
                        "must never be edited",
                        step.version, schema.module));
      }
      applied.erase(found);
    }
  }
  if (applied.empty()) return;
  const auto& [name, sum] = *applied.begin();
  throw StoreError(
      fmt::format("this database was written by a newer Kith (it has step {} of module {}); start that "
                  "version or a later one",
                  name.second, name.first));
}

void apply(Connection& connection, const std::string& module, const Migration& step) {
  in_transaction(connection, [&] {
    // The line comes first: another node may have applied the step since we looked.
    const std::int64_t ours = connection.execute(
        "insert into schema_step (module, version, checksum) values ($1, $2, $3) on conflict do nothing",
        module, step.version, checksum(step.sql));
    if (ours == 1) connection.run_script(step.sql);
  });
}

}  // namespace

void apply_migrations(Connection& connection, const std::vector<ModuleSchema>& schemas) {
  refuse_twice(schemas);
  const auto applied = applied_steps(connection);
  refuse_unknown_or_edited(applied, schemas);
  for (const ModuleSchema& schema : schemas) {
    for (const Migration& step : schema.steps) {
      if (!applied.contains({schema.module, step.version})) apply(connection, schema.module, step);
    }
  }
}

}  // namespace kith
